#!/bin/sh
# What people at a server type `announcer` for: the program as the user whose queue it is. sudo hands on who called it,
# for the history. Install: sudo install -m 755 deploy/announcer.sh /usr/local/bin/announcer
exec sudo -u announcer -- /opt/announcer/bin/announcer --site /var/lib/announcer/site "$@"
