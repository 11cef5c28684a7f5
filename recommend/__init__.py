"""Mood + taste + constraints -> ranked titles with reasons. numpy, onnxruntime and tokenizers; nothing else."""
