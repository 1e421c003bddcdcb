#!/bin/sh
# Draws the icon in the usual sizes; needs rsvg-convert (apt-get install librsvg2-bin).
set -eu
cd "$(dirname "$0")/../assets/icons"
for size in 16 24 32 48 64 128 256; do
    rsvg-convert --width "$size" --height "$size" --output "kifua-$size.png" kifua.svg
done
