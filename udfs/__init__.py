"""What stands inside Excel: functions (and buttons) of one call each, through cusd_xl.api."""
