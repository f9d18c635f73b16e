#include "documents/picture.hpp"

#include <cmath>
#include <memory>

#include <librsvg/rsvg.h>

#include "base/check.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define BELFRY_LOOKS_FOR_LEAKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BELFRY_LOOKS_FOR_LEAKS 1
#endif
#endif

#ifdef BELFRY_LOOKS_FOR_LEAKS
// What fontconfig has read of the fonts stays until the program ends, and it does not free it then.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): LSan calls it so
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so";
}
#endif

namespace belfry::documents {

namespace {

struct Release {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }

    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }

    void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
};

template <class T>
using Held = std::unique_ptr<T, Release>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string png_of(std::string_view svg, double scale) {
    const Held<RsvgHandle> picture(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr)
    );
    check(picture != nullptr, "a picture of our own is SVG");
    double width = 0;
    double height = 0;
    check(
        rsvg_handle_get_intrinsic_size_in_pixels(picture.get(), &width, &height) != 0,
        "a picture of our own says how large it is"
    );
    const RsvgRectangle whole{0, 0, std::ceil(width * scale), std::ceil(height * scale)};
    const Held<cairo_surface_t> surface(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, static_cast<int>(whole.width), static_cast<int>(whole.height)
    ));
    const Held<cairo_t> drawing(cairo_create(surface.get()));
    check(
        rsvg_handle_render_document(picture.get(), drawing.get(), &whole, nullptr) != 0,
        "a picture of our own can be drawn"
    );
    std::string png;
    check(
        cairo_surface_write_to_png_stream(surface.get(), append, &png) == CAIRO_STATUS_SUCCESS,
        "a drawing becomes a PNG"
    );
    return png;
}

}  // namespace belfry::documents
