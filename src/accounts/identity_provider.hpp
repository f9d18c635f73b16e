#pragma once

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace belfry::accounts {

/// For tests: a real identity provider in a process of its own, as long as this object lives.
class IdentityProviderServer {
public:
    static constexpr auto client = "belfry";
    static constexpr auto secret = "a secret: with % and +";

    IdentityProviderServer() {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (pipe(in.data()) != 0 || pipe(out.data()) != 0) {
            throw std::runtime_error("no pipe");
        }
        const auto path = script().string();
        process_ = fork();
        if (process_ == 0) {
            dup2(in[0], 0);
            dup2(out[1], 1);
            close(in[1]);
            close(out[0]);
            execl("/usr/bin/python3", "/usr/bin/python3", path.c_str(), nullptr);
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        input_ = in[1];
        output_ = out[0];
        char c = 0;
        while (read(output_, &c, 1) == 1 && c != '\n') {
            port_ += c;
        }
        if (port_.empty()) {
            throw std::runtime_error("python3-cryptography is missing");
        }
    }

    IdentityProviderServer(const IdentityProviderServer&) = delete;
    IdentityProviderServer& operator=(const IdentityProviderServer&) = delete;
    IdentityProviderServer(IdentityProviderServer&&) = delete;
    IdentityProviderServer& operator=(IdentityProviderServer&&) = delete;

    ~IdentityProviderServer() {
        close(input_);
        close(output_);
        waitpid(process_, nullptr, 0);
    }

    /// A provider that does what the mode says: `good`, `expired`, `none` …
    [[nodiscard]] std::string issuer(const std::string& mode) const {
        return "http://localhost:" + port_ + "/" + mode;
    }

private:
    static std::filesystem::path script() {
        const char* root = std::getenv("BELFRY_SOURCE_DIR");
        const auto source = std::filesystem::path(root != nullptr ? root : ".");
        return source / "src/accounts/identity_provider.py";
    }

    pid_t process_ = 0;
    int input_ = -1;
    int output_ = -1;
    std::string port_;
};

}  // namespace belfry::accounts
