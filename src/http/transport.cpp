#include "http/transport.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace belfry::http {

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

/// Room for one read; shared, because no read of the network thread is suspended while it is used.
/// An idle connection therefore holds no buffer.
std::array<char, 16384>& scratch() {
    thread_local std::array<char, 16384> bytes;
    return bytes;
}

std::array<asio::const_buffer, 2> pieces(std::string_view first, std::string_view second) {
    return {asio::buffer(first), asio::buffer(second)};
}

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(tcp::socket socket) : socket_(std::move(socket)) {
        boost::system::error_code ignored;
        socket_.non_blocking(true, ignored);
    }

    awaitable<bool> begin() override { co_return true; }

    awaitable<bool> read(std::string& into) override {
        for (;;) {
            boost::system::error_code problem;
            const auto got = socket_.read_some(asio::buffer(scratch()), problem);
            if (got > 0) {
                into.append(scratch().data(), got);
                co_return true;
            }
            if (problem != asio::error::would_block && problem != asio::error::try_again) {
                co_return false;
            }
            const auto [waited] = co_await socket_.async_wait(tcp::socket::wait_read, quietly);
            if (waited) {
                co_return false;
            }
        }
    }

    awaitable<std::size_t> write(std::string_view first, std::string_view second) override {
        for (;;) {
            boost::system::error_code problem;
            const auto sent = socket_.write_some(pieces(first, second), problem);
            if (sent > 0) {
                co_return sent;
            }
            if (problem != asio::error::would_block && problem != asio::error::try_again) {
                co_return 0;
            }
            const auto [waited] = co_await socket_.async_wait(tcp::socket::wait_write, quietly);
            if (waited) {
                co_return 0;
            }
        }
    }

    std::size_t write_now(std::string_view first, std::string_view second) override {
        boost::system::error_code problem;
        return socket_.write_some(pieces(first, second), problem);
    }

    awaitable<void> finish() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }

    void cancel() override {
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }

private:
    tcp::socket socket_;
};

class TlsTransport final : public Transport {
public:
    TlsTransport(tcp::socket socket, asio::ssl::context& context)
        : stream_(std::move(socket), context) {}

    awaitable<bool> begin() override {
        const auto [problem] =
            co_await stream_.async_handshake(asio::ssl::stream_base::server, quietly);
        co_return !problem;
    }

    awaitable<bool> read(std::string& into) override {
        if (finished_) {
            co_return false;  // the goodbye has waited for the client's
        }
        std::array<char, 4096> bytes;
        const auto [problem, got] = co_await stream_.async_read_some(asio::buffer(bytes), quietly);
        into.append(bytes.data(), got);
        co_return got > 0;
    }

    awaitable<std::size_t> write(std::string_view first, std::string_view second) override {
        const auto [problem, sent] =
            co_await stream_.async_write_some(pieces(first, second), quietly);
        co_return sent;
    }

    awaitable<void> finish() override {
        finished_ = true;
        co_await stream_.async_shutdown(quietly);
    }

    void cancel() override {
        boost::system::error_code ignored;
        stream_.next_layer().cancel(ignored);
    }

private:
    asio::ssl::stream<tcp::socket> stream_;
    bool finished_ = false;
};

/// Clients that offer HTTP/2 as well are told that here it is HTTP/1.1.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in, unsigned int length, void*) {
    static constexpr std::array<unsigned char, 9> ours = {
        8, 'h', 't', 't', 'p', '/', '1', '.', '1'
    };
    unsigned char* chosen = nullptr;
    if (::SSL_select_next_proto(&chosen, size, ours.data(), ours.size(), in, length) !=
        OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_NOACK;
    }
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::unique_ptr<Transport> plain_transport(tcp::socket socket) {
    return std::make_unique<PlainTransport>(std::move(socket));
}

std::unique_ptr<Transport> tls_transport(tcp::socket socket, asio::ssl::context& context) {
    return std::make_unique<TlsTransport>(std::move(socket), context);
}

asio::ssl::context tls_context(const Tls& files) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.set_options(
        asio::ssl::context::default_workarounds | asio::ssl::context::no_compression |
        asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
        asio::ssl::context::no_tlsv1_1
    );
    ::SSL_CTX_set_options(
        context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE
    );
    ::SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    ::SSL_CTX_set_alpn_select_cb(context.native_handle(), choose_protocol, nullptr);
    context.use_certificate_chain_file(files.certificate.string());
    context.use_private_key_file(files.key.string(), asio::ssl::context::pem);
    return context;
}

Result<void> check_tls(const Tls& files) {
    for (const auto& file : {files.certificate, files.key}) {
        if (!std::ifstream(file).good()) {
            const auto why = std::generic_category().message(errno);
            return refuse(
                Refusal::Kind::invalid,
                "tls_file_unreadable",
                fmt::format("{} cannot be read: {}.", file.string(), why)
            );
        }
    }
    asio::ssl::context context(asio::ssl::context::tls_server);
    boost::system::error_code problem;
    context.use_certificate_chain_file(files.certificate.string(), problem);
    if (problem) {
        return refuse(
            Refusal::Kind::invalid,
            "certificate_unusable",
            fmt::format("{} holds no certificate chain in PEM form.", files.certificate.string())
        );
    }
    context.use_private_key_file(files.key.string(), asio::ssl::context::pem, problem);
    if (problem) {
        return refuse(
            Refusal::Kind::invalid,
            "key_unusable",
            fmt::format(
                "{} is not the key of {}, in PEM form and without a passphrase.",
                files.key.string(),
                files.certificate.string()
            )
        );
    }
    return {};
}

std::optional<Instant> certificate_end(const std::filesystem::path& certificate) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> file(
        BIO_new_file(certificate.c_str(), "r"), &BIO_free
    );
    if (!file) {
        return {};
    }
    const std::unique_ptr<X509, decltype(&X509_free)> first(
        PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr), &X509_free
    );
    std::tm end{};
    if (!first || ASN1_TIME_to_tm(X509_get0_notAfter(first.get()), &end) != 1) {
        return {};
    }
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::system_clock::from_time_t(::timegm(&end))
    );
}

}  // namespace belfry::http
