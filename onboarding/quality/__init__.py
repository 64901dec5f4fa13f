"""How good a picture is for reading: sharpness, light, glare and size, each with a finding that says what to do."""
