"""Renders one picture of one specimen face: bend, turn, draw, paint, light, develop."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.sandbox.specimens import head, skin
from compliance.sandbox.specimens.backgrounds import background
from compliance.sandbox.specimens.look import Look, Shot
from compliance.sandbox.specimens.raster import Camera, draw

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

FINE = 2
"""Rendered this many times larger, then shrunk: smooth edges."""
MACROS = {"F": "caucasian-female-young", "M": "caucasian-male-young"}


def render(look: Look, shot: Shot, *, width: int, height: int) -> Picture:
    """The picture as OpenCV holds it: blue, green, red. One to two seconds for 480 × 600."""
    model = head.load()
    vertices = head.turn(_figure(model, look, shot), model.base, yaw=shot.yaw, pitch=shot.pitch, roll=shot.roll)
    camera = Camera(width=width * FINE, height=height * FINE, middle=(0.0, 7.0, 0.8), span=shot.span)
    depth, values = _drawn(model, vertices, np.isin(model.parts, (head.BODY, head.LEFT_EYE, head.RIGHT_EYE)), camera)
    if look.hair_length == "long":
        depth, values = _nearer((depth, values), _strands(model, vertices, camera))
    return _develop(depth, values, look, shot)


def _drawn(model: head.Head, vertices: Floats, chosen: NDArray[np.bool_], camera: Camera) -> tuple[Floats, Floats]:
    """Depth, and per pixel: base (3), normal (3), place (3), masks (4), part."""
    triangles, parts = model.triangles[chosen], model.parts[chosen]
    kinds = np.zeros((len(model.base), 1), np.float32)
    kinds[triangles.ravel(), 0] = np.repeat(parts, 3)
    facing = head.normals(vertices, triangles)
    carried = np.concatenate([model.base, facing, vertices, model.masks, kinds], axis=1).astype(np.float32)
    return draw(camera.project(vertices), triangles, carried, width=camera.width, height=camera.height)


def _strands(model: head.Head, vertices: Floats, camera: Camera) -> tuple[Floats, Floats]:
    """Long hair: those of the mesh's own strands that fall behind the ears, seen from both sides."""
    behind = (model.base[model.triangles][:, :, 2] < 0.35).all(axis=1) & (model.parts == head.HAIR)
    flipped = replace(model, triangles=model.triangles[:, ::-1])
    depth, values = _nearer(_drawn(model, vertices, behind, camera), _drawn(flipped, vertices, behind, camera))
    ragged = 0.25 * skin.noise(values[:, :, :3].reshape(-1, 3), (14, 1), 5).reshape(depth.shape)
    depth[(values[:, :, 1] < 5.6 + ragged) | (values[:, :, 1] > 7.8)] = np.inf
    return depth, values


def _nearer(one: tuple[Floats, Floats], two: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    first = (one[0] <= two[0]) | ~np.isfinite(two[0])
    return np.where(first, one[0], two[0]), np.where(first[:, :, None], one[1], two[1])


def _figure(model: head.Head, look: Look, shot: Shot) -> Floats:
    macro = {} if any("-young" in name or "-old" in name for name in look.shape) else {MACROS[look.sex]: 1.0}
    mood = {"mouth-corner-puller": shot.smile, "eye-left-slit": shot.squint, "eye-right-slit": shot.squint}
    vertices = model.bend({**macro, **look.shape, **{name: weight for name, weight in mood.items() if weight}})
    if look.hair_length == "bald":
        return vertices
    above = skin.smooth(skin.scalp(model.base, look), 0.0, 0.35)
    lift = look.hair_volume * above * (0.8 + 0.4 * skin.noise(model.base, 2.2, look.seed + 20))
    return np.asarray(vertices + lift[:, None] * head.normals(vertices, model.triangles), np.float32)


def _develop(depth: Floats, values: Floats, look: Look, shot: Shot) -> Picture:
    height, width = depth.shape
    solid = np.isfinite(depth)
    base, facing, where, masks = (values[solid][:, a:b] for a, b in ((0, 3), (3, 6), (6, 9), (9, 13)))
    part = np.rint(values[solid][:, 13]).astype(int)
    colour, gloss = skin.paint(base, part, masks, look)
    facing = _bumpy(facing, base, part, look)
    light = _lit(facing, where, gloss, shot)
    shade = _occlusion(depth, solid)
    image = background(shot, width=width, height=height)
    diffuse = np.zeros((height, width, 3), np.float32)
    diffuse[solid] = light[0]
    diffuse = _scattered(diffuse, solid, width)
    image[solid] = (colour * diffuse[solid] + light[1]) * shade[solid][:, None]
    small = np.asarray(cv2.resize(image, (width // FINE, height // FINE), interpolation=cv2.INTER_AREA), np.float32)
    return _encoded(small, shot)


def _bumpy(facing: Floats, base: Floats, part: NDArray[np.int64], look: Look) -> Floats:
    """Pores and fine lines: the normals of the skin shaken a little."""
    shaken = [
        skin.noise(base, 45, look.seed + 30 + axis) + 0.6 * skin.noise(base, 110, look.seed + 40 + axis)
        for axis in range(3)
    ]
    amount = np.where(part == head.BODY, 0.05, 0.0)[:, None]
    rough = facing + amount * np.stack(shaken, axis=1)
    return np.asarray(rough / np.maximum(np.linalg.norm(rough, axis=1, keepdims=True), 1e-6), np.float32)


def _lit(facing: Floats, where: Floats, gloss: Floats, shot: Shot) -> tuple[Floats, Floats]:
    """Diffuse light and highlights of a key light, a weaker one from the other side, and the room."""
    key = np.array(shot.light, np.float32) / np.linalg.norm(shot.light)
    other = np.array([-key[0], 0.2, 0.9], np.float32)
    other /= np.linalg.norm(other)
    warm = np.array([1 + 0.15 * shot.warmth, 1.0, 1 - 0.2 * shot.warmth], np.float32)
    eye = np.array([0, 7.0, 14.8], np.float32) - where
    eye /= np.linalg.norm(eye, axis=1, keepdims=True)
    diffuse = 0.30 + 0.12 * facing[:, 1:2] * np.ones(3, np.float32)
    shine = np.zeros(len(facing), np.float32)
    for direction, strength in ((key, shot.key), (other, shot.fill)):
        fall = facing @ direction
        diffuse = diffuse + strength * np.clip(0.85 * fall + 0.15, 0, 1)[:, None] * warm
        half = eye + direction
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        along = np.clip(np.sum(facing * half, axis=1), 0, 1)
        shine += strength * (0.10 * along**22 + 0.5 * (gloss > 0.8) * along**220) * np.clip(gloss, 0, 1)
    return np.asarray(diffuse, np.float32), np.asarray(shine[:, None] * warm, np.float32)


def _occlusion(depth: Floats, solid: NDArray[np.bool_]) -> Floats:
    """Darkens what lies deeper than its surroundings: sockets, nostrils, under the chin."""
    filled = np.where(solid, depth, depth[solid].max() if solid.any() else 0).astype(np.float32)
    shade = np.ones_like(filled)
    for radius, amount in ((0.012, 1.4), (0.045, 0.45)):
        around = cv2.GaussianBlur(filled, (0, 0), radius * depth.shape[0])
        shade *= np.clip(1 - amount * np.clip(filled - around, 0, 0.5), 0.35, 1)
    return shade


def _scattered(diffuse: Floats, solid: NDArray[np.bool_], width: int) -> Floats:
    """Light seeps through skin, red the farthest: soft shadows with a warm rim."""
    weight = solid.astype(np.float32)
    out = diffuse.copy()
    for channel, reach in ((0, 0.010), (1, 0.005), (2, 0.003)):
        over = cv2.GaussianBlur(weight, (0, 0), reach * width)
        out[:, :, channel] = cv2.GaussianBlur(diffuse[:, :, channel] * weight, (0, 0), reach * width) / np.maximum(
            over, 1e-4
        )
    return out


def _encoded(image: Floats, shot: Shot) -> Picture:
    """Exposure curve, gamma and a little sensor noise; red, green, blue become blue, green, red."""
    curve = 1 - np.exp(-1.35 * np.clip(image, 0, None))
    encoded = np.clip(curve, 0, 1) ** (1 / 2.2)
    grain = np.random.default_rng(shot.seed + 999).normal(0, 0.008, encoded.shape)
    return np.asarray(np.clip((encoded + grain) * 255, 0, 255)[:, :, ::-1].round(), np.uint8)
