#!/bin/sh
# Has Apple look at the disk image, and staples its answer to it, on a Mac:  packaging/macos/notarise.sh dist/….dmg
# APPLE_ID, APPLE_PASSWORD (one for this alone) and APPLE_TEAM_ID are those of a developer's account; without them it is
# left out. The app in the image has to be signed. Written after Apple's documents, and never run by us.
set -eu

image=$1
if [ -z "${APPLE_ID:-}" ]; then
    echo "skipped - notarisation; there is no secret APPLE_ID"
    exit 0
fi
xcrun notarytool submit "$image" --apple-id "$APPLE_ID" --password "$APPLE_PASSWORD" --team-id "$APPLE_TEAM_ID" --wait
xcrun stapler staple "$image"
echo "notarised: $image"
