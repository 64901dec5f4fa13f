"""What can happen to webhook endpoints (`endpoints`) and to the events on their way (`deliveries`)."""
