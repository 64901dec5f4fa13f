"""Pixels in, faces and their likeness out; no models, no Django. Start at `onboarding.faces.engine`."""
