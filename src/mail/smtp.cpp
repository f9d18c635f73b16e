#include "mail/smtp.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::mail {

namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

void start_curl_once() {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    check(started == CURLE_OK, "libcurl does not start");
}

template <class T>
void set(const Handle& handle, CURLoption option, T value) {
    check(curl_easy_setopt(handle.get(), option, value) == CURLE_OK, "libcurl lacks an option");
}

/// What is still to be sent.
std::size_t give(char* out, std::size_t size, std::size_t count, void* rest) {
    auto& text = *static_cast<std::string_view*>(rest);
    const auto length = std::min(size * count, text.size());
    std::memcpy(out, text.data(), length);
    text.remove_prefix(length);
    return length;
}

std::size_t ignore(char* /*bytes*/, std::size_t size, std::size_t count, void* /*nothing*/) {
    return size * count;
}

void aim(const Handle& handle, const MailServer& server) {
    const auto* scheme = server.security == MailSecurity::tls ? "smtps" : "smtp";
    const auto url = fmt::format("{}://{}:{}", scheme, server.host, server.port);
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");  // not through what the environment names
    set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(server.connect_time.count()));
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(server.whole_time.count()));
    if (server.security == MailSecurity::starttls) {
        set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server.authorities.empty()) {
        set(handle, CURLOPT_CAINFO, server.authorities.c_str());
    }
    if (!server.username.empty()) {
        set(handle, CURLOPT_USERNAME, server.username.c_str());
        set(handle, CURLOPT_PASSWORD, server.password.c_str());
    }
}

/// The reader's language is chosen by the code; the server's own answer follows in the summary.
std::unexpected<Refusal> refusal_for(CURLcode code, const char* said) {
    const auto detail = *said != '\0' ? std::string(said) : std::string(curl_easy_strerror(code));
    const auto because = [&](const char* name, const char* sentence) {
        return refuse(Refusal::Kind::conflict, name, fmt::format("{} ({})", sentence, detail));
    };
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_OPERATION_TIMEDOUT:
            return because("mail_unreachable", "The mail server cannot be reached.");
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return because("mail_not_protected", "The way to the mail server is not protected.");
        case CURLE_LOGIN_DENIED:
            return because("mail_sign_in_failed", "The mail server refused name or password.");
        default:
            return because("mail_not_taken", "The mail server did not take the message.");
    }
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

}  // namespace

bool is_host(std::string_view host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        const auto inside = host.substr(1, host.size() - 2);
        return inside.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    }
    return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
           !host.contains("..") && std::ranges::all_of(host, is_host_character);
}

bool is_this_machine(std::string_view host) {
    constexpr std::array here{"localhost", "127.0.0.1", "[::1]"};
    return std::ranges::find(here, host) != here.end();
}

Result<void> send(const MailServer& server, const Message& message) {
    const auto mime = to_mime(message);
    if (!mime) {
        return std::unexpected(mime.error());
    }
    if (!is_host(server.host)) {
        return refuse_fields({{"host", "not_a_host", "Give the mail server's name.", {}}});
    }
    if (!server.username.empty() && server.security == MailSecurity::none &&
        !is_this_machine(server.host)) {
        return refuse(
            Refusal::Kind::conflict,
            "mail_not_protected",
            "A password is sent only over a protected way."
        );
    }
    start_curl_once();
    const Handle handle(curl_easy_init());
    check(handle != nullptr, "libcurl gives no handle");
    aim(handle, server);
    const List recipients(curl_slist_append(nullptr, message.to.mailbox.c_str()));
    std::string_view rest = *mime;
    std::array<char, CURL_ERROR_SIZE> said{};
    set(handle, CURLOPT_ERRORBUFFER, said.data());
    set(handle, CURLOPT_MAIL_FROM, message.from.mailbox.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_READDATA, &rest);
    set(handle, CURLOPT_WRITEFUNCTION, &ignore);
    set(handle, CURLOPT_UPLOAD, 1L);
    if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK) {
        return refusal_for(code, said.data());
    }
    return {};
}

}  // namespace belfry::mail
