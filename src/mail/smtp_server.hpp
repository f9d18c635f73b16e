#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "mail/smtp.hpp"

namespace belfry::mail {

/// For tests: a real mail server (Debian's aiosmtpd) that runs as long as this object.
class SmtpServer {
public:
    /// Keeps what it takes in `folder`, which it makes. With a name it asks for sign-in.
    SmtpServer(
        std::filesystem::path folder,
        MailSecurity security,
        const std::string& name = {},
        const std::string& password = {}
    )
        : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
        const char* security_name = security == MailSecurity::none       ? "none"
                                    : security == MailSecurity::starttls ? "starttls"
                                                                         : "tls";
        std::vector<std::string> words{
            "/usr/bin/python3", script().string(), folder_.string(), security_name
        };
        if (!name.empty()) {
            words.insert(words.end(), {name, password});
        }
        start(words);
        address_ = {"localhost", read_port(), security, name, password, {}};
        address_.authorities =
            security == MailSecurity::none ? "" : (folder_ / "certificate.pem").string();
    }

    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;
    SmtpServer(SmtpServer&&) = delete;
    SmtpServer& operator=(SmtpServer&&) = delete;

    ~SmtpServer() {
        close(input_);
        close(output_);
        waitpid(process_, nullptr, 0);
    }

    /// How to reach it and whom to trust; name and password as given.
    [[nodiscard]] const MailServer& address() const { return address_; }

    /// The messages taken so far, oldest first: a line with the sender, one with the recipients,
    /// then the message.
    [[nodiscard]] std::vector<std::string> taken() const {
        std::vector<std::string> out;
        for (int number = 1;; ++number) {
            std::ifstream file(folder_ / (std::to_string(number) + ".eml"), std::ios::binary);
            if (!file) {
                return out;
            }
            out.emplace_back(
                std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()
            );
        }
    }

private:
    static std::filesystem::path script() {
        const char* root = std::getenv("BELFRY_SOURCE_DIR");
        const auto source = std::filesystem::path(root != nullptr ? root : ".");
        return source / "src/mail/smtp_server.py";
    }

    void start(const std::vector<std::string>& words) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (pipe(in.data()) != 0 || pipe(out.data()) != 0) {
            throw std::runtime_error("no pipe");
        }
        std::vector<char*> arguments;
        for (const auto& word : words) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        process_ = fork();
        if (process_ == 0) {
            dup2(in[0], 0);
            dup2(out[1], 1);
            close(in[1]);
            close(out[0]);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        input_ = in[1];
        output_ = out[0];
    }

    std::uint16_t read_port() {
        std::string line;
        char c = 0;
        while (read(output_, &c, 1) == 1 && c != '\n') {
            line += c;
        }
        if (line.empty()) {
            throw std::runtime_error("python3-aiosmtpd does not start");
        }
        return static_cast<std::uint16_t>(std::stoi(line));
    }

    std::filesystem::path folder_;
    MailServer address_;
    int process_ = 0;
    int input_ = -1;  ///< Its end ends the server.
    int output_ = -1;
};

}  // namespace belfry::mail
