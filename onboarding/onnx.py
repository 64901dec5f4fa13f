"""The one door to onnxruntime: on the caller's thread, on the CPU, silent, and telling nobody what it runs."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, when the library loads

import onnxruntime


def session(path: str) -> onnxruntime.InferenceSession:
    """Raises what the runtime raises, a class of its own for each kind of broken file."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
