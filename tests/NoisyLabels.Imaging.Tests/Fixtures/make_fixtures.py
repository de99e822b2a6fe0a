"""Writes the files beside it that ImageSharp cannot write itself, or whose pixels another library should decide.

Debian 12: apt-get install python3-pil (Pillow 9.4); python3 make_fixtures.py
"""

import os
import random

from PIL import Image, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))
RED, GREEN, BLUE, YELLOW = (200, 30, 40), (20, 160, 60), (40, 60, 190), (230, 210, 50)


def path(name):
    return os.path.join(HERE, name)


def quadrants(width=24, height=16):
    """Red, green over blue, yellow: every turn and mirroring of it is another picture."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image


def orientations():
    """Eight files that all show the quadrants upright to a reader that knows Exif."""
    undo = {
        1: None,
        2: Image.FLIP_LEFT_RIGHT,
        3: Image.ROTATE_180,
        4: Image.FLIP_TOP_BOTTOM,
        5: Image.TRANSPOSE,
        6: Image.ROTATE_90,
        7: Image.TRANSVERSE,
        8: Image.ROTATE_270,
    }
    for orientation, method in undo.items():
        image = quadrants() if method is None else quadrants().transpose(method)
        exif = Image.Exif()
        exif[274] = orientation
        image.save(path(f"orientation-{orientation}.jpg"), quality=90, subsampling=0, exif=exif)
        seen = ImageOps.exif_transpose(Image.open(path(f"orientation-{orientation}.jpg")))
        assert seen.size == (24, 16) and seen.getpixel((3, 3))[0] > 180 and seen.getpixel((3, 12))[2] > 170
    turned = quadrants().transpose(Image.ROTATE_90)
    turned.save(path("orientation-6.tif"), compression="tiff_lzw", tiffinfo={274: 6})
    turned.save(path("orientation-6.png"), exif=exif_of(6))
    turned.save(path("orientation-6.webp"), lossless=True, exif=exif_of(6))


def exif_of(orientation):
    exif = Image.Exif()
    exif[274] = orientation
    return exif.tobytes()


def inks():
    """Four inks, as Adobe writes them (inverted), once as CMYK and once as YCCK (the transform byte says which)."""
    quadrants().convert("CMYK").save(path("cmyk.jpg"), quality=95)
    y, cb, cr = ImageOps.invert(quadrants()).convert("YCbCr").split()
    planes = [plane.point(lambda v: 255 - v) for plane in (y, cb, cr, Image.new("L", y.size, 255))]
    Image.merge("CMYK", planes).save(path("ycck.jpg"), quality=95, subsampling=0)
    with open(path("ycck.jpg"), "rb") as file:
        data = bytearray(file.read())
    data[data.index(b"Adobe") + 11] = 2
    with open(path("ycck.jpg"), "wb") as file:
        file.write(data)
    seen = Image.open(path("ycck.jpg")).convert("RGB").getpixel((3, 3))
    assert all(abs(a - b) < 8 for a, b in zip(seen, RED)), seen


def depths():
    grey = Image.new("I;16", (4, 4))
    for x in range(4):
        for y in range(4):
            grey.putpixel((x, y), (y * 4 + x) * 4369)
    grey.save(path("grey16.png"))
    grey.save(path("grey16.tif"))
    quadrants().convert("1").save(path("bilevel.tif"), compression="group4")
    quadrants().convert("CMYK").save(path("cmyk.tif"), compression="tiff_deflate")
    quadrants().save(path("progressive.jpg"), quality=90, subsampling=0, progressive=True)
    quadrants().save(path("jpeg.tif"), compression="jpeg")


def animations():
    """Red first; the second frame must not be seen."""
    frames = [Image.new("RGB", (12, 8), RED), Image.new("RGB", (12, 8), BLUE)]
    frames[0].save(path("animated.webp"), save_all=True, append_images=frames[1:], lossless=True, duration=50)
    clear = [Image.new("RGBA", (12, 8), (*RED, 128)), Image.new("RGBA", (12, 8), (*BLUE, 128))]
    clear[0].save(path("animated-alpha.webp"), save_all=True, append_images=clear[1:], quality=90, duration=50)
    frames[0].save(path("animated.gif"), save_all=True, append_images=frames[1:], duration=50)
    frames[0].save(path("animated.png"), save_all=True, append_images=frames[1:], duration=50)


def resizes():
    dice = random.Random(7)
    source = Image.new("RGB", (19, 13))
    source.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(19 * 13)])
    source.save(path("resize-source.png"))
    for name, kernel in (("triangle", Image.BILINEAR), ("bicubic", Image.BICUBIC)):
        for width, height in ((7, 5), (31, 9), (19, 4)):
            source.resize((width, height), kernel).save(path(f"resize-{name}-{width}x{height}.png"))


if __name__ == "__main__":
    orientations()
    inks()
    depths()
    animations()
    resizes()
