"""The trained encoder: text to hidden states, and the heads that read them; its users see no network library."""

from onrecord.encoder.encode import Encoded, Encoder, Pieces, configured, load_encoder
from onrecord.encoder.windows import Window, pack

__all__ = ["Encoded", "Encoder", "Pieces", "Window", "configured", "load_encoder", "pack"]
