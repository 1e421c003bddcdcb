#!/bin/sh
# Signs the frozen app by the certificate of a developer, on a Mac:  packaging/macos/sign.sh dist/Kifua.app
# APPLE_CERTIFICATE is the certificate with its key as PKCS #12 in Base64, APPLE_CERTIFICATE_PASSWORD opens it, and
# APPLE_IDENTITY is its name. Without them nothing is signed. Written after Apple's documents, and never run by us.
set -eu

app=$1
if [ -z "${APPLE_CERTIFICATE:-}" ]; then
    echo "skipped - signing for the Mac; there is no secret APPLE_CERTIFICATE"
    exit 0
fi
work=$(mktemp -d)
keys=$work/kifua.keychain-db
trap 'security delete-keychain "$keys" 2>/dev/null || true; rm -rf "$work"' EXIT

password=$(openssl rand -hex 16)
printf %s "$APPLE_CERTIFICATE" | base64 --decode > "$work/certificate.p12"
security create-keychain -p "$password" "$keys"
security unlock-keychain -p "$password" "$keys"
security import "$work/certificate.p12" -k "$keys" -P "$APPLE_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keys" >/dev/null
security list-keychains -d user -s "$keys" login.keychain-db
codesign --force --deep --timestamp --options runtime --keychain "$keys" --sign "$APPLE_IDENTITY" \
    --entitlements "$(dirname "$0")/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"
echo "signed: $app"
