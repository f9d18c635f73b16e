#include "transparency/peer_http.hpp"

#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::transparency {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Handle = std::unique_ptr<CURL, FreeHandle>;

template <class T>
void set(const Handle& handle, CURLoption option, T value) {
    check(curl_easy_setopt(handle.get(), option, value) == CURLE_OK, "libcurl lacks an option");
}

/// Says to libcurl that it took less than came when there is too much: that ends the transfer.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    const auto length = size * count;
    if (body.size() + length > most_bytes) {
        return 0;
    }
    body.append(bytes, length);
    return length;
}

std::optional<PeerAnswer> exchanged(
    const std::string& url, const std::string* sent, std::chrono::seconds most_time
) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    check(started == CURLE_OK, "libcurl does not start");
    const Handle handle(curl_easy_init());
    check(handle != nullptr, "libcurl gives no handle");
    PeerAnswer answer;
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(most_time.count()));
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(most_time.count()));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_USERAGENT, "belfry");
    set(handle, CURLOPT_WRITEFUNCTION, take);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
    const std::unique_ptr<curl_slist, FreeList> type(
        curl_slist_append(nullptr, "Content-Type: text/plain; charset=utf-8")
    );
    if (sent != nullptr) {
        set(handle, CURLOPT_POSTFIELDS, sent->c_str());
        set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(sent->size()));
        set(handle, CURLOPT_HTTPHEADER, type.get());
    }
    if (curl_easy_perform(handle.get()) != CURLE_OK) {
        return {};
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

}  // namespace

std::optional<PeerAnswer> ask_peer(const std::string& url, std::chrono::seconds most_time) {
    return exchanged(url, nullptr, most_time);
}

std::optional<PeerAnswer> tell_peer(
    const std::string& url, const std::string& body, std::chrono::seconds most_time
) {
    return exchanged(url, &body, most_time);
}

std::string in_query(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace belfry::transparency
