#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "http/file_part.hpp"
#include "http/problem.hpp"
#include "http/server.hpp"
#include "http/test_client.hpp"

// What an answer holds: pages, files and parts of them, compressed and conditional.
namespace belfry::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string unzipped(const std::string& bytes) {
    z_stream stream{};
    check(::inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    check(::inflate(&stream, Z_FINISH) == Z_STREAM_END, "not gzip");
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    return out;
}

// ---- cached pages, compression, conditional requests

class Pages : public ::testing::Test {
protected:
    static Listener listener() {
        Listener made = echoing();
        const auto page = std::make_shared<const std::string>(std::string(5000, 'a') + "the end");
        made.handle_inline = [page](const Request& request) -> std::optional<Response> {
            if (!request.path.empty()) {
                return std::nullopt;
            }
            Response response{.status = 200, .headers = {}, .body = page};
            response.headers.set("Content-Type", "text/html; charset=utf-8");
            return response;
        };
        made.handle = [](const Request&) {
            auto response = json_response(200, json::Value(std::string(3000, 'j')));
            response.headers.set("ETag", "\"7\"");
            return response;
        };
        return made;
    }

    RunningServer server_{listener(), few()};
};

TEST_F(Pages, AreZippedForThoseWhoTakeIt) {
    const auto plain = server_.ask(get_request("/"));
    EXPECT_THAT(plain, HasSubstr("Content-Length: 5007\r\n"));
    EXPECT_THAT(plain, HasSubstr("Vary: Accept-Encoding\r\n"));
    const auto zipped = server_.ask(get_request("/", "Accept-Encoding: br, gzip;q=0.8\r\n"));
    EXPECT_THAT(zipped, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_LT(zipped.size(), 1000U);
    EXPECT_EQ(unzipped(body_of(zipped)), body_of(plain));
    EXPECT_THAT(
        server_.ask(get_request("/", "Accept-Encoding: gzip;q=0\r\n")),
        Not(HasSubstr("Content-Encoding"))
    );
    const auto json = server_.ask(get_request("/json", "Accept-Encoding: gzip\r\n"));
    EXPECT_THAT(json, HasSubstr("ETag: W/\"7\"\r\n"));
    EXPECT_EQ(unzipped(body_of(json)), '"' + std::string(3000, 'j') + '"');
}

TEST_F(Pages, AreNotSentAgainToThoseWhoHaveThem) {
    const auto first = server_.ask(get_request("/"));
    const auto start = first.find("ETag: ") + 6;
    const auto tag = first.substr(start, first.find("\r\n", start) - start);
    ASSERT_EQ(tag.size(), 34U);
    for (const auto& wanted : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        const auto again = server_.ask(get_request("/", "If-None-Match: " + wanted + "\r\n"));
        EXPECT_THAT(again, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
        EXPECT_EQ(body_of(again), "");
        EXPECT_THAT(again, HasSubstr("ETag: " + tag));
    }
    EXPECT_THAT(
        server_.ask(get_request("/", "If-None-Match: \"x\"\r\n")), StartsWith("HTTP/1.1 200 ")
    );
    EXPECT_THAT(
        server_.ask(get_request("/json", "If-None-Match: \"7\"\r\n")), StartsWith("HTTP/1.1 304 ")
    );
    EXPECT_THAT(
        server_.ask(get_request("/json", "If-None-Match: \"77\"\r\n")), StartsWith("HTTP/1.1 200 ")
    );
}

TEST_F(Pages, AreGivenInParts) {
    const auto whole = server_.ask(get_request("/"));
    EXPECT_THAT(whole, HasSubstr("Accept-Ranges: bytes\r\n"));
    const auto tag = whole.substr(whole.find("ETag: ") + 6, 34);
    const auto part =
        server_.ask(get_request("/", "Range: bytes=4998-5001\r\nAccept-Encoding: gzip\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 Partial Content\r\n"));
    EXPECT_THAT(part, HasSubstr("Content-Range: bytes 4998-5001/5007\r\n"));
    EXPECT_THAT(part, HasSubstr("Content-Length: 4\r\n"));
    EXPECT_THAT(part, HasSubstr("ETag: " + tag + "\r\n"));
    EXPECT_THAT(part, Not(HasSubstr("Content-Encoding")));
    EXPECT_EQ(body_of(part), "aath");
    const auto beyond = server_.ask(get_request("/", "Range: bytes=5007-\r\n"));
    EXPECT_THAT(beyond, StartsWith("HTTP/1.1 416 "));
    EXPECT_THAT(beyond, HasSubstr("Content-Range: bytes */5007\r\n"));
    const auto asked = [&](const std::string& fields) {
        return server_.ask(get_request("/", "Range: bytes=0-1\r\n" + fields));
    };
    EXPECT_THAT(asked("If-Range: " + tag + "\r\n"), StartsWith("HTTP/1.1 206 "));
    EXPECT_THAT(asked("If-Range: \"old\"\r\n"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(asked("If-Range: W/" + tag + "\r\n"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(asked("If-None-Match: " + tag + "\r\n"), StartsWith("HTTP/1.1 304 "));
    EXPECT_THAT(
        server_.ask(get_request("/json", "Range: bytes=0-1\r\n")), StartsWith("HTTP/1.1 200 ")
    );
}

TEST(Downloads, AreGivenInParts) {
    Listener listener;
    listener.handle = [](const Request&) {
        return download(std::string(2000, 'x') + "end", "text/csv", "list.csv");
    };
    const RunningServer server(std::move(listener), few());
    const auto part = server.ask(get_request("/", "Range: bytes=-3\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 "));
    EXPECT_THAT(part, HasSubstr("Content-Disposition: "));
    EXPECT_EQ(body_of(part), "end");
    EXPECT_THAT(
        server.ask(get_request("/", "Accept-Encoding: gzip\r\n")),
        HasSubstr("Content-Encoding: gzip\r\n")
    );
}

TEST(Listeners, ThatOnlyReadRefuseAllElseBeforeItsBody) {
    auto listener = echoing();
    listener.only_reads = true;
    listener.body_limit = [](Method, const std::string&) -> std::size_t {
        return 0;
    };
    const RunningServer server(std::move(listener), few());
    for (const auto* request :
         {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n",
          "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
        const auto answer = server.ask(request);
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
        EXPECT_THAT(answer, HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
        EXPECT_THAT(answer, HasSubstr("method_not_allowed"));
    }
    for (const auto* target : {"/", "*"}) {
        const auto options =
            server.ask("OPTIONS " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_THAT(options, StartsWith("HTTP/1.1 204 "));
        EXPECT_THAT(options, HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
    }
}

TEST(Listeners, SayWhatTheyTakeAsAWhole) {
    const RunningServer server(echoing(), few());
    const auto options = server.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(options, StartsWith("HTTP/1.1 204 "));
    EXPECT_THAT(options, HasSubstr("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"));
}

TEST(Problems, SayWhenToTryAgain) {
    const auto after = [](int status) {
        const auto answer = problem_response(status, {Refusal::Kind::invalid, "x", "X.", {}, {}});
        return std::string(answer.headers.find("Retry-After").value_or("never"));
    };
    EXPECT_EQ(after(429), "90");
    EXPECT_EQ(after(503), "2");
    EXPECT_EQ(after(500), "never");
}

// ---- files

class Files : public ::testing::Test {
public:
    ~Files() override { std::filesystem::remove(path_); }

protected:
    Files()
        : path_(
              std::filesystem::temp_directory_path() / ("belfry-file-" + std::to_string(::getpid()))
          ) {
        for (int i = 0; content_.size() < 600'000; ++i) {
            content_ += std::to_string(i) + ",";
        }
        std::ofstream(path_, std::ios::binary) << content_;
        auto listener = echoing();
        listener.handle = [this](const Request& request) {
            Response response{
                .status = 200,
                .headers = {},
                .body = FileBody{request.path.empty() ? path_ : path_ / "none"}
            };
            response.headers.set("Content-Type", "application/pdf");
            return response;
        };
        server_.emplace(std::move(listener), few());
    }

    std::filesystem::path path_;
    std::string content_;
    std::optional<RunningServer> server_;
};

TEST_F(Files, AreSentWholeOrInTheAskedPart) {
    const auto whole = server_->ask(get_request("/"));
    EXPECT_EQ(body_of(whole), content_);
    EXPECT_THAT(whole, HasSubstr("Accept-Ranges: bytes\r\n"));
    const auto part = server_->ask(get_request("/", "Range: bytes=1000-1999\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 Partial Content\r\n"));
    EXPECT_THAT(
        part, HasSubstr("Content-Range: bytes 1000-1999/" + std::to_string(content_.size()))
    );
    EXPECT_EQ(body_of(part), content_.substr(1000, 1000));
    EXPECT_EQ(
        body_of(server_->ask(get_request("/", "Range: bytes=-5\r\n"))),
        content_.substr(content_.size() - 5)
    );
    EXPECT_EQ(
        body_of(server_->ask(get_request("/", "Range: bytes=300000-\r\n"))),
        content_.substr(300'000)
    );
}

TEST_F(Files, RefuseAPartTheyDoNotHave) {
    const auto answer = server_->ask(get_request("/", "Range: bytes=9999999-\r\n"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 416 Range Not Satisfiable\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Range: bytes */" + std::to_string(content_.size())));
    EXPECT_THAT(answer, HasSubstr("range_unsatisfiable"));
}

TEST_F(Files, AreSentWholeWhenTheyChangedMeanwhile) {
    const auto first = server_->ask(get_request("/"));
    const auto start = first.find("ETag: ") + 6;
    const auto tag = first.substr(start, first.find("\r\n", start) - start);
    EXPECT_THAT(
        server_->ask(get_request("/", "Range: bytes=0-1\r\nIf-Range: " + tag + "\r\n")),
        StartsWith("HTTP/1.1 206 ")
    );
    EXPECT_THAT(
        server_->ask(get_request("/", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n")),
        StartsWith("HTTP/1.1 200 ")
    );
    EXPECT_THAT(
        server_->ask(get_request("/", "If-None-Match: " + tag + "\r\n")),
        StartsWith("HTTP/1.1 304 ")
    );
}

TEST_F(Files, AreNotFoundWhenTheyAreGone) {
    EXPECT_THAT(server_->ask(get_request("/none")), StartsWith("HTTP/1.1 404 "));
}

TEST(Range, IsReadAsRfc9110Says) {
    using enum RangeKind;
    const auto read = [](std::string_view field) {
        return range_of(field, 100);
    };
    EXPECT_EQ(read("bytes=0-0"), std::pair(part, (ByteRange{0, 1})));
    EXPECT_EQ(read("bytes=90-200"), std::pair(part, (ByteRange{90, 10})));
    EXPECT_EQ(read("bytes=-200"), std::pair(part, (ByteRange{0, 100})));
    EXPECT_EQ(read("bytes=-0").first, unsatisfiable);
    EXPECT_EQ(read("bytes=100-").first, unsatisfiable);
    for (const auto* nonsense :
         {"",
          "bytes=",
          "bytes=-",
          "bytes=5-2",
          "bytes=a-b",
          "bytes=0-1,3-4",
          "lines=0-1",
          "bytes=99999999999999999999-"}) {
        EXPECT_EQ(read(nonsense), std::pair(whole, (ByteRange{0, 100}))) << nonsense;
    }
}

}  // namespace
}  // namespace belfry::http
