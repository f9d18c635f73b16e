#include "rehearsal/printed.hpp"

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "documents/paper_html.hpp"
#include "program/query.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/routes.hpp"

namespace belfry::rehearsal {

Result<documents::PaperSize> paper_in(const http::Call& call) {
    return program::choice_in(call, "paper", documents::PaperSize::letter);
}

http::Response printed_page(std::string html, documents::PaperSize size) {
    http::Response response{.status = 200, .headers = {}, .body = std::move(html)};
    response.headers.set("Content-Type", "text/html; charset=utf-8");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-" +
            crypto::to_base64url(crypto::sha256(documents::paper_style(size))) +
            "='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'"
    );
    return response;
}

http::Response word_file(std::string bytes, std::string_view name) {
    return http::download(
        std::move(bytes),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        name
    );
}

http::Route printed(
    std::string path,
    std::string summary,
    std::string media_type,
    std::function<Result<http::Response>(const http::Call&)> handle
) {
    http::Route route{
        http::Method::get,
        std::move(path),
        may_see_rehearsals(),
        std::move(summary),
        [handle = std::move(handle)](const http::Call& call) {
            auto made = handle(call);
            return made ? std::move(*made) : http::problem_response(made.error());
        }
    };
    route.output_type = std::move(media_type);
    route.query = {{"paper", "Size of the paper.", {"letter", "a4"}}};
    return in_a_language(std::move(route));
}

}  // namespace belfry::rehearsal
