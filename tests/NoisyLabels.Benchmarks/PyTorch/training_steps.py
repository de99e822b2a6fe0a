"""Trains PreActResNet-18 on noise, to time its steps beside those of NoisyLabels.

Written from the papers (He et al. 2016b; Li et al. 2020). For each line "STEPS" on stdin it makes that many steps and
prints the seconds that they took.

usage: training_steps.py WIDTH BATCH SIDE CLASSES THREADS CHANNELS_LAST(0|1)
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    """Two 3x3 convolutions, each after its normalisation and ReLU, beside a shortcut."""

    def __init__(self, channels, planes, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, planes, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, padding=1, bias=False)
        changes = stride != 1 or channels != planes
        self.shortcut = nn.Conv2d(channels, planes, 1, stride, bias=False) if changes else None

    def forward(self, x):
        active = functional.relu(self.bn1(x))
        residual = self.conv2(functional.relu(self.bn2(self.conv1(active))))
        return residual + (x if self.shortcut is None else self.shortcut(active))


class PreActResNet18(nn.Module):
    """The form of DivideMix: normalisation and ReLU after the first convolution, none after the last block."""

    def __init__(self, width, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        blocks, channels = [], width
        for stage in range(4):
            planes = width << stage
            blocks += [Block(channels, planes, 1 if stage == 0 else 2), Block(planes, planes, 1)]
            channels = planes
        self.blocks = nn.Sequential(*blocks)
        self.linear = nn.Linear(channels, classes)

    def forward(self, x):
        h = self.blocks(functional.relu(self.bn1(self.conv1(x))))
        return self.linear(h.mean([2, 3]))


def main():
    width, batch, side, classes, threads, channels_last = map(int, sys.argv[1:])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    network = PreActResNet18(width, classes)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.02, momentum=0.9, weight_decay=5e-4)
    x, labels = torch.rand(batch, 3, side, side), torch.randint(classes, (batch,))
    if channels_last:
        network, x = network.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    print(f"PyTorch {torch.__version__}, {sum(p.numel() for p in network.parameters())} parameters", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        for _ in range(int(line)):
            loss = functional.cross_entropy(network(x), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss.item()
        print(time.perf_counter() - started, flush=True)


main()
