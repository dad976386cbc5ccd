#!/usr/bin/env bash
# Pack the program folder OUT/mingbai as OUT/mingbai_<version>_<architecture>.deb. Data never lies in the program's folder,
# and nothing of the package runs as root when it is installed.
set -euo pipefail
out=${1:-dist}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

install -d "$root/opt" "$root/usr/bin" "$root/DEBIAN"
cp -a "$out/mingbai" "$root/opt/mingbai"
install -m 755 packaging/linux/mingbai.sh "$root/usr/bin/mingbai"
install -Dm 644 packaging/linux/mingbai.desktop "$root/usr/share/applications/mingbai.desktop"
install -Dm 644 packaging/linux/mingbai.xml "$root/usr/share/mime/packages/mingbai.xml"
install -Dm 644 packaging/icons/mingbai.svg "$root/usr/share/icons/hicolor/scalable/apps/mingbai.svg"
install -Dm 644 LICENSE "$root/usr/share/doc/mingbai/copyright"
chmod -R u+w,go-w,a+rX "$root"

cat >"$root/DEBIAN/control" <<CONTROL
Package: mingbai
Version: $version
Architecture: $architecture
Maintainer: The Mingbai developers <mingbai@example.org>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: libc6 (>= 2.31), libstdc++6, libgl1, libegl1, libxkbcommon0, libxkbcommon-x11-0, libdbus-1-3, libfontconfig1, libfreetype6, libexpat1, libglib2.0-0, libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-render-util0, libxcb-shape0, libxcb-randr0, libxcb-xkb1, libxcb-xfixes0, libcups2, libsqlite3-0
Recommends: ibus | fcitx5-frontend-all
Section: editors
Priority: optional
Description: 明白：基层政务公开的记录、公示和报送
 不联网也能用：按国家标准目录记录事项，四人审核，打印公示，
 用U盘或线路向上级报送，凭签名的回执知道每一条到了没有。
CONTROL
package=$out/mingbai_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
(cd "$out" && sha256sum "$(basename "$package")" >"$(basename "$package").sha256")
echo "Package: $package ($(du -m "$package" | cut -f1) MB)"
