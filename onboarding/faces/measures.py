"""What is measured of a found face: where it looks, whether its eyes are open, how sharp it is, what hides it."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.faces.model import Box, Landmarks, Picture, Pose

_NOSE, _OUTER_CORNERS, _MOUTH_CORNERS = 30, (36, 45), (48, 54)
_NOSE_LENGTH: Final = 0.515
"""How far the tip of the nose stands out before the eyes, by the distance of their outer corners."""
_LEVEL: Final = 0.48
"""Where the tip of the nose is on the way from the eyes to the mouth of a mean face that looks straight ahead (LFW)."""
_LEVEL_A_DEGREE: Final = 0.0102
_EYES: Final = ((36, 37, 38, 39, 40, 41), (42, 43, 44, 45, 46, 47))
_MASK_CHROMA: Final = 16.0
_DARK_GLASSES: Final = 0.35


def pose(points: Landmarks) -> Pose:
    """From where the tip of the nose lies between eyes and mouth, once the face stands upright.

    Fitted to specimen faces of known pose, where it errs by 3 degrees up to 35. Fitting a solid head to six landmarks
    (solvePnP) errs by 40 on faces that look straight ahead, for dlib's chin and mouth are not where that head's are.
    """
    left, right = points[_OUTER_CORNERS[0]], points[_OUTER_CORNERS[1]]
    centre, width = (left + right) / 2, float(np.linalg.norm(right - left)) + 1e-6
    across = (right - left) / width
    down = np.array((-across[1], across[0]))
    nose, mouth = points[_NOSE] - centre, points[list(_MOUTH_CORNERS)].mean(axis=0) - centre
    yaw = np.degrees(np.arctan(nose @ across / width / _NOSE_LENGTH))
    pitch = (_LEVEL - nose @ down / (mouth @ down + 1e-6)) / _LEVEL_A_DEGREE
    roll = np.degrees(np.arctan2(across[1], across[0]))
    return Pose(*(round(float(np.clip(angle, -90, 90)), 1) for angle in (yaw, pitch, roll)))


def eyes(points: Landmarks) -> float:
    """The eye aspect ratio of Soukupová and Čech (2016), the mean of both eyes."""
    return round(float(np.mean([_aspect(points[list(eye)]) for eye in _EYES])), 3)


def _aspect(eye: Landmarks) -> float:
    height = np.linalg.norm(eye[1] - eye[5]) + np.linalg.norm(eye[2] - eye[4])
    return float(height / (2 * np.linalg.norm(eye[0] - eye[3]) + 1e-6))


def sharpness(rgb: Picture, box: Box) -> float:
    crop = rgb[box.top : box.top + box.height, box.left : box.left + box.width]
    grey = cv2.cvtColor(cv2.resize(crop, (128, 128), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return round(float(cv2.Laplacian(grey, cv2.CV_64F).var()), 2)


def covered(rgb: Picture, points: Landmarks) -> bool:
    """The mouth is of another colour than the bridge of the nose, or both eyes lie in dark fields."""
    return lower_chroma(rgb, points) > _MASK_CHROMA or eye_darkness(rgb, points) < _DARK_GLASSES


def lower_chroma(rgb: Picture, points: Landmarks) -> float:
    """How far the colour around the mouth is from that of the bridge of the nose, in CIE a*b*."""
    lower = _lab(rgb, np.vstack([points[4:13], points[33]]))
    upper = _lab(rgb, points[[21, 22, 42, 39]])
    return float(np.linalg.norm(lower[1:] - upper[1:]))


def eye_darkness(rgb: Picture, points: Landmarks) -> float:
    """Lightness of the fields around the eyes by that of the cheeks: about .9, in dark glasses below .5."""
    fields = [_lab(rgb, _field(points[list(eye)]))[0] for eye in _EYES]
    cheeks = [_lab(rgb, points[[31, 48, 3]])[0], _lab(rgb, points[[35, 54, 13]])[0]]
    return float(max(fields) / (max(cheeks) + 1e-6))


def _field(eye: Landmarks) -> Landmarks:
    """The eye with its lids: as high as it is wide."""
    half = np.ptp(eye[:, 0]) / 2
    (x, y) = eye.mean(axis=0)
    return np.array([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)])


def _lab(rgb: Picture, outline: Landmarks) -> NDArray[np.float64]:
    """The median colour inside of a convex outline, L* from 0 to 100; grey where it lies outside of the picture."""
    hull = cv2.convexHull(np.round(outline).astype(np.int32))
    left, top, width, high = cv2.boundingRect(hull)
    left, top, right, bottom = max(left, 0), max(top, 0), left + width, top + high
    crop = rgb[top:bottom, left:right]
    if not crop.size:
        return np.array((50.0, 0.0, 0.0))
    mask = np.zeros(crop.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, hull - (left, top), 255)
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    inside = lab[mask > 0]
    return np.median(inside, axis=0).astype(np.float64) if len(inside) else np.array((50.0, 0.0, 0.0))
