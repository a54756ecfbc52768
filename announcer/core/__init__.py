"""What an announcement is and how it is made: no input or output, no clock, no library that has either."""
