"""Who works here, on the window: PINs that are asked for, and the lock."""
