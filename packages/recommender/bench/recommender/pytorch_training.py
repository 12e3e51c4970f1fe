"""The cross-attention recommender in PyTorch, from the same numbers: prints losses and step times as one line of JSON.

python pytorch_training.py FOLDER THREADS STEPS; FOLDER holds input.json (names, shapes, options) and input.bin (float32 or int64 arrays).
"""

import json
import resource
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F


def read_arrays(folder):
    with open(f"{folder}/input.json") as file:
        header = json.load(file)
    with open(f"{folder}/input.bin", "rb") as file:
        content = file.read()
    arrays = {}
    at = 0
    for array in header["arrays"]:
        kind = np.dtype("<f4" if array["type"] == "float" else "<i8")
        count = int(np.prod(array["shape"]))
        values = np.frombuffer(content, kind, count, at).reshape(array["shape"])
        arrays[array["name"]] = torch.from_numpy(values.copy())
        at += count * kind.itemsize
    return header, arrays


def dense(p, name, x):
    return x @ p[f"{name}.weight"] + p[f"{name}.bias"]


def normalise(p, name, x):
    return F.layer_norm(x, (x.shape[-1],), p[f"{name}.gain"], p[f"{name}.bias"], 1e-5)


def feed_forward(p, name, x):
    return x + dense(p, f"{name}.out", F.gelu(dense(p, f"{name}.in", normalise(p, f"{name}.norm", x)), approximate="tanh"))


def split_heads(x, parts, heads):
    batch, length, width = x.shape
    return x.view(batch, length, parts, heads, width // parts // heads).permute(2, 0, 3, 1, 4)


def attend(p, name, queries, keys, mask, heads):
    (query,) = split_heads(dense(p, f"{name}.query", queries), 1, heads)
    key, value = split_heads(dense(p, f"{name}.keyValue", keys), 2, heads)
    read = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    return dense(p, f"{name}.out", read.transpose(1, 2).reshape(queries.shape))


def begin(p, name, content, present):
    batch = content.shape[0]
    start = p[f"{name}.start"].expand(batch, 1, content.shape[2])
    x = torch.cat([start, content * present[:, :, None]], 1) + p[f"{name}.positions"]
    there = torch.cat([torch.ones(batch, 1), present], 1)
    presence = ((there - 1) * 1e9)[:, None, None, :]
    length = x.shape[1]
    causal = torch.triu(torch.full((length, length), -1e9), 1)[None, None]
    return x, presence, presence + causal


def read_other(p, name, own, other, presence, heads, is_last):
    x = own[:, -1:] if is_last else own
    queries = normalise(p, f"{name}.cross.norm", x)
    keys = normalise(p, f"{name}.cross.keys", other)
    return feed_forward(p, f"{name}.feedForward", x + attend(p, f"{name}.cross", queries, keys, presence, heads))


def state_of(p, batch, layers, heads):
    content = F.embedding(batch["historyItems"], p["items"]) + F.embedding(batch["historyGaps"], p["gaps"])
    history, history_presence, history_mask = begin(p, "history", content, batch["historyPresent"])
    content = dense(p, "dialog.vectors", batch["dialogVectors"])
    dialog, dialog_presence, dialog_mask = begin(p, "dialog", content, batch["dialogPresent"])
    for layer in range(1, layers + 1):
        is_last = layer == layers
        normal = normalise(p, f"history.{layer}.self.norm", history)
        of_history = history + attend(p, f"history.{layer}.self", normal, normal, history_mask, heads)
        normal = normalise(p, f"dialog.{layer}.self.norm", dialog)
        of_dialog = dialog + attend(p, f"dialog.{layer}.self", normal, normal, dialog_mask, heads)
        history = read_other(p, f"history.{layer}", of_history, of_dialog, dialog_presence, heads, is_last)
        dialog = read_other(p, f"dialog.{layer}", of_dialog, of_history, history_presence, heads, is_last)
    joint = dense(p, "joint", torch.cat([history[:, -1:], dialog[:, -1:]], 2))
    return normalise(p, "final", joint)[:, 0]


def main():
    folder, threads, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    header, arrays = read_arrays(folder)
    parameters = {name: arrays[name].requires_grad_() for name in header["parameters"]}
    batch = {name: arrays[name] for name in header["batch"]}
    layers, heads, rate = header["layers"], header["heads"], header["learningRate"]
    optimizer = torch.optim.AdamW(parameters.values(), lr=rate, weight_decay=header["weightDecay"], fused=True)
    losses, wall, cpu = [], [], []
    for _ in range(steps):
        started, worked = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        loss = F.cross_entropy(state_of(parameters, batch, layers, heads) @ parameters["items"].T, batch["targets"])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"version": torch.__version__, "losses": losses, "wallMs": wall, "cpuMs": cpu, "peakMemoryMib": peak}))


main()
