#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "http/test_client.hpp"

namespace belfry::http {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

/// A key and a certificate for `localhost` that signs itself, as PEM files.
class SelfSigned {
public:
    SelfSigned()
        : folder_(
              std::filesystem::temp_directory_path() / ("belfry-tls-" + std::to_string(::getpid()))
          ) {
        std::filesystem::create_directories(folder_);
        auto* key = EVP_EC_gen("P-256");
        auto* certificate = ::X509_new();
        ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate), 1);
        ::X509_gmtime_adj(::X509_getm_notBefore(certificate), 0);
        ::X509_gmtime_adj(::X509_getm_notAfter(certificate), 3600);
        ::X509_set_pubkey(certificate, key);
        auto* name = ::X509_get_subject_name(certificate);
        ::X509_NAME_add_entry_by_txt(
            name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0
        );
        ::X509_set_issuer_name(certificate, name);
        ::X509_sign(certificate, key, ::EVP_sha256());
        write(files().key, [&](FILE* file) {
            ::PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        });
        write(files().certificate, [&](FILE* file) { ::PEM_write_X509(file, certificate); });
        ::X509_free(certificate);
        ::EVP_PKEY_free(key);
    }

    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;
    SelfSigned(SelfSigned&&) = delete;
    SelfSigned& operator=(SelfSigned&&) = delete;

    ~SelfSigned() { std::filesystem::remove_all(folder_); }

    [[nodiscard]] Tls files() const { return {folder_ / "certificate.pem", folder_ / "key.pem"}; }

private:
    template <class Write>
    static void write(const std::filesystem::path& path, Write content) {
        auto* file = std::fopen(path.c_str(), "w");
        content(file);
        std::fclose(file);
    }

    std::filesystem::path folder_;
};

Listener protected_listener(const SelfSigned& own) {
    Listener listener;
    listener.tls = own.files();
    listener.handle = [](const Request& request) {
        return text_response(
            200,
            std::string(request.path.empty() ? 5 : 100'000, 'x') +
                (request.secure ? " secure" : " open")
        );
    };
    return listener;
}

class TlsClient {
public:
    TlsClient(std::uint16_t port, int most_version)
        : socket_(port), context_(::SSL_CTX_new(::TLS_client_method())) {
        ::SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        ::SSL_CTX_set_max_proto_version(context_, most_version);
        ::SSL_CTX_set_cipher_list(context_, "ALL:@SECLEVEL=0");
        static constexpr std::array<unsigned char, 12> offer = {
            2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'
        };
        ::SSL_CTX_set_alpn_protos(context_, offer.data(), offer.size());
        ssl_ = ::SSL_new(context_);
        ::SSL_set_fd(ssl_, socket_.handle());
        connected_ = ::SSL_connect(ssl_) == 1;
    }

    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;
    TlsClient(TlsClient&&) = delete;
    TlsClient& operator=(TlsClient&&) = delete;

    ~TlsClient() {
        ::SSL_free(ssl_);
        ::SSL_CTX_free(context_);
    }

    [[nodiscard]] bool connected() const { return connected_; }

    [[nodiscard]] std::string version() const { return ::SSL_get_version(ssl_); }

    [[nodiscard]] std::string protocol() const {
        const unsigned char* name = nullptr;
        unsigned int size = 0;
        ::SSL_get0_alpn_selected(ssl_, &name, &size);
        return {reinterpret_cast<const char*>(name), size};
    }

    std::string ask(const std::string& request) {
        ::SSL_write(ssl_, request.data(), static_cast<int>(request.size()));
        std::string answer;
        std::array<char, 16384> bytes;
        int got = 0;
        while ((got = ::SSL_read(ssl_, bytes.data(), bytes.size())) > 0) {
            answer.append(bytes.data(), static_cast<std::size_t>(got));
        }
        ended_well_ = ::SSL_get_error(ssl_, got) == SSL_ERROR_ZERO_RETURN;
        return answer;
    }

    [[nodiscard]] bool ended_well() const { return ended_well_; }

private:
    TestClient socket_;
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    bool connected_ = false;
    bool ended_well_ = false;
};

class TlsServer : public ::testing::Test {
protected:
    SelfSigned own_;
    RunningServer server_{protected_listener(own_), Limits{}};
};

TEST_F(TlsServer, AnswersOverTls13And12) {
    for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
        TlsClient client(server_.port(), version);
        ASSERT_TRUE(client.connected());
        EXPECT_EQ(client.version(), version == TLS1_3_VERSION ? "TLSv1.3" : "TLSv1.2");
        EXPECT_EQ(client.protocol(), "http/1.1");
        const auto answer = client.ask(get_request("/", "Connection: close\r\n"));
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_THAT(answer, EndsWith("xxxxx secure"));
        EXPECT_TRUE(client.ended_well());
    }
}

TEST_F(TlsServer, SendsLargeAnswersWhole) {
    TlsClient client(server_.port(), TLS1_3_VERSION);
    const auto answer = client.ask(get_request("/large", "Connection: close\r\n"));
    EXPECT_GT(answer.size(), 100'000U);
    EXPECT_THAT(answer, EndsWith("x secure"));
}

TEST_F(TlsServer, RefusesOlderVersions) {
    EXPECT_FALSE(TlsClient(server_.port(), TLS1_1_VERSION).connected());
}

TEST_F(TlsServer, SaysWhyItRefusesOverTlsToo) {
    TlsClient client(server_.port(), TLS1_3_VERSION);
    EXPECT_THAT(client.ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(TlsServer, HangsUpOnPlainText) {
    TestClient client(server_.port());
    client.send(get_request("/"));
    (void)client.receive_all();
    EXPECT_TRUE(client.is_closed());
    TlsClient next(server_.port(), TLS1_3_VERSION);
    EXPECT_TRUE(next.connected());
}

TEST(TlsFiles, HaveToBeThere) {
    Listener listener;
    listener.port = 0;
    listener.tls = Tls{"/nowhere/certificate.pem", "/nowhere/key.pem"};
    Server server({listener}, Limits{}, nullptr);
    EXPECT_THROW((void)server.listen(), std::system_error);
}

}  // namespace
}  // namespace belfry::http
