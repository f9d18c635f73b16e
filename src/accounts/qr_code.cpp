#include "accounts/qr_code.hpp"

#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

#include "base/check.hpp"

namespace belfry::accounts {

std::string qr_svg(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free
    );
    check(code != nullptr, "a QR code cannot be made");
    constexpr int quiet = 4;  // ISO/IEC 18004: four modules of white around it
    const int width = code->width;
    std::string path;
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            if ((code->data[y * width + x] & 1U) != 0) {
                path += fmt::format("M{} {}h1v1h-1z", x + quiet, y + quiet);
            }
        }
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/>"
        "<path fill=\"#000\" d=\"{1}\"/></svg>",
        width + 2 * quiet,
        path
    );
}

}  // namespace belfry::accounts
