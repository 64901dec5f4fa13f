"""How the OCR-B model is made: lines are drawn, worn and learned. Nothing here runs in service."""
