#include "http/fetch.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.hpp"

namespace belfry::http {

namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

using Handle = std::unique_ptr<CURL, FreeHandle>;

template <class T>
void set(const Handle& handle, CURLoption option, T value) {
    check(curl_easy_setopt(handle.get(), option, value) == CURLE_OK, "libcurl lacks an option");
}

bool is_loopback(std::uint32_t address) {
    return address >> 24U == 127;
}

/// RFC 1918, and RFC 6598 for carriers' networks.
bool is_private(std::uint32_t address) {
    return address >> 24U == 10 || address >> 20U == 0xAC1 || address >> 16U == 0xC0A8 ||
           address >> 22U == 0x191;
}

/// What nobody is at: this network, link-local (metadata of clouds), multicast and reserved.
bool is_nobodys(std::uint32_t address) {
    return address >> 24U == 0 || address >> 16U == 0xA9FE || address >> 28U >= 0xE ||
           address >> 8U == 0xC00000 || address >> 17U == 0x6309;
}

bool may_ask_v4(std::uint32_t address, bool own_network) {
    if (is_nobodys(address)) {
        return false;
    }
    return own_network || !(is_loopback(address) || is_private(address));
}

using Bytes16 = std::array<unsigned char, 16>;

/// The IPv4 address that an IPv6 address stands for: mapped, or translated (RFC 6052).
std::optional<std::uint32_t> v4_inside(const Bytes16& bytes) {
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<unsigned char, 12> translated{0, 0x64, 0xFF, 0x9B};
    if (std::memcmp(bytes.data(), mapped.data(), mapped.size()) != 0 &&
        std::memcmp(bytes.data(), translated.data(), translated.size()) != 0) {
        return {};
    }
    return static_cast<std::uint32_t>(bytes[12]) << 24U |
           static_cast<std::uint32_t>(bytes[13]) << 16U |
           static_cast<std::uint32_t>(bytes[14]) << 8U | bytes[15];
}

bool may_ask_v6(const Bytes16& bytes, bool own_network) {
    if (const auto inside = v4_inside(bytes)) {
        return may_ask_v4(*inside, own_network);
    }
    Bytes16 loopback{};
    loopback[15] = 1;
    const bool on_own = bytes == loopback || (bytes[0] & 0xFEU) == 0xFC;  // fc00::/7
    // Addresses that hide an IPv4 address: 6to4 (2002::/16) and Teredo (2001::/32).
    const bool tunnel =
        bytes[0] == 0x20 && (bytes[1] == 2 || (bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0));
    const bool global = (bytes[0] & 0xE0U) == 0x20 && !tunnel;  // 2000::/3
    return global || (own_network && on_own);
}

/// Called with the address that a name has led to, before anything is sent.
curl_socket_t open_socket(void* own_network, curlsocktype /*purpose*/, curl_sockaddr* where) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* raw = nullptr;
    if (where->family == AF_INET) {
        raw = &reinterpret_cast<const sockaddr_in*>(&where->addr)->sin_addr;
    } else if (where->family == AF_INET6) {
        raw = &reinterpret_cast<const sockaddr_in6*>(&where->addr)->sin6_addr;
    }
    if (raw == nullptr || inet_ntop(where->family, raw, text.data(), text.size()) == nullptr ||
        !may_be_asked(text.data(), *static_cast<const bool*>(own_network))) {
        return CURL_SOCKET_BAD;
    }
    return socket(where->family, where->socktype | SOCK_CLOEXEC, where->protocol);
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Taken {
    std::string text;
    std::size_t most = 0;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& taken = *static_cast<Taken*>(into);
    if (taken.text.size() + size * count > taken.most) {
        return 0;  // ends the transfer
    }
    taken.text.append(bytes, size * count);
    return size * count;
}

bool is_on_this_machine(std::string_view url) {
    for (const std::string_view start : {"http://localhost", "http://127.0.0.1", "http://[::1]"}) {
        if (url.starts_with(start)) {
            const auto rest = url.substr(start.size());
            return rest.empty() || rest.front() == ':' || rest.front() == '/';
        }
    }
    return false;
}

void aim(const Handle& handle, const Question& question, bool plain) {
    set(handle, CURLOPT_URL, question.url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, plain ? "http,https" : "https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_PROXY, "");  // not through what the environment names
    set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, 5L);
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(question.whole_time.count()));
    set(handle, CURLOPT_USERAGENT, "belfry");
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, const_cast<bool*>(&question.own_network));
    if (!question.authorities.empty()) {
        set(handle, CURLOPT_CAINFO, question.authorities.c_str());
    }
    if (!question.user.empty()) {
        set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(handle, CURLOPT_USERNAME, question.user.c_str());
        set(handle, CURLOPT_PASSWORD, question.password.c_str());
    }
    if (!question.body.empty()) {
        set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(question.body.size()));
        set(handle, CURLOPT_POSTFIELDS, question.body.c_str());
    }
}

}  // namespace

bool may_be_asked(std::string_view address, bool own_network) {
    const std::string text(address);
    in_addr v4{};
    if (inet_pton(AF_INET, text.c_str(), &v4) == 1) {
        return may_ask_v4(ntohl(v4.s_addr), own_network);
    }
    Bytes16 v6{};
    return inet_pton(AF_INET6, text.c_str(), v6.data()) == 1 && may_ask_v6(v6, own_network);
}

std::expected<Reply, std::string> fetch(const Question& question) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    check(started == CURLE_OK, "libcurl does not start");
    const bool plain =
        question.unprotected || (question.own_network && is_on_this_machine(question.url));
    if (!plain && !question.url.starts_with("https://")) {
        return std::unexpected("not over HTTPS");
    }
    const Handle handle(curl_easy_init());
    check(handle != nullptr, "libcurl gives no handle");
    aim(handle, question, plain);
    const auto type = fmt::format("Content-Type: {}", question.type);
    const std::unique_ptr<curl_slist, FreeList> head(curl_slist_append(nullptr, type.c_str()));
    if (!question.body.empty()) {
        set(handle, CURLOPT_HTTPHEADER, head.get());
    }
    Taken taken{{}, question.most_answer};
    set(handle, CURLOPT_WRITEFUNCTION, &take);
    set(handle, CURLOPT_WRITEDATA, &taken);
    if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK) {
        return std::unexpected(curl_easy_strerror(code));
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return Reply{static_cast<int>(status), std::move(taken.text)};
}

}  // namespace belfry::http
