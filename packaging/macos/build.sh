#!/bin/sh
# Makes the disk image of the frozen app, on a Mac:  packaging/macos/build.sh dist/Kifua.app dist
# Kifua's authors have no Mac: this and the app itself were never run by them, only written after the documents of
# PyInstaller and Apple. The app is signed by nobody, so that a Mac opens it only by "Open" of its context menu.
set -eu

app=$1 out=$2
version=$(plutil -extract CFBundleShortVersionString raw "$app/Contents/Info.plist")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

plutil -lint "$app/Contents/Info.plist"
codesign --verify --deep --strict "$app"
ditto "$app" "$work/Kifua.app"
ln -s /Applications "$work/Applications"
name=Kifua-$version-macos-$(uname -m)
cp "$(find "$app" -type f -name sbom.cdx.json)" "$out/$name.cdx.json"
hdiutil create -volname "Kifua $version" -srcfolder "$work" -format UDZO -ov "$out/$name.dmg"
