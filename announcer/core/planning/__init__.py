"""When an announcement goes out: weekly times, closed days, slots and their rotation."""
