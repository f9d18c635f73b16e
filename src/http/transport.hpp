#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "http/server.hpp"

namespace belfry::http {

/// A way for bytes to and from one client. Type-erased: the loop of a connection is compiled once
/// for plain TCP, TLS and tests. Used on the network thread only.
class Transport {
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    Transport(Transport&&) = delete;
    Transport& operator=(Transport&&) = delete;
    virtual ~Transport() = default;

    /// What has to be said before the first request; false when the client does not.
    [[nodiscard]] virtual boost::asio::awaitable<bool> begin() = 0;

    /// Waits for bytes and appends some to `into`; false at the end of the connection.
    [[nodiscard]] virtual boost::asio::awaitable<bool> read(std::string& into) = 0;

    /// Sends some of both pieces, in order; how many bytes, 0 when the connection is broken.
    [[nodiscard]] virtual boost::asio::awaitable<std::size_t> write(
        std::string_view first, std::string_view second
    ) = 0;

    /// Sends what can be sent at once, in order, on whatever thread, while nothing else is under
    /// way; how many bytes. 0 leaves it to write, which also says whether the connection is broken.
    [[nodiscard]] virtual std::size_t write_now(
        std::string_view /*first*/, std::string_view /*second*/
    ) {
        return 0;
    }

    /// Says that no more will be sent.
    [[nodiscard]] virtual boost::asio::awaitable<void> finish() = 0;

    /// Breaks off: a read or write under way ends with false or 0.
    virtual void cancel() = 0;
};

[[nodiscard]] std::unique_ptr<Transport> plain_transport(boost::asio::ip::tcp::socket socket);

[[nodiscard]] std::unique_ptr<Transport> tls_transport(
    boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context
);

/// TLS 1.2 and 1.3 with a certificate chain and key in PEM. Throws boost::system::system_error.
[[nodiscard]] boost::asio::ssl::context tls_context(const Tls& files);

}  // namespace belfry::http
