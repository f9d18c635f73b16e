#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace belfry::http {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Malformed {
    const char* name;
    std::string bytes;
    const char* status;
    const char* reason;  ///< Stands in the answer.
};

const std::string line = "GET / HTTP/1.1\r\n";
const std::string host = "Host: belfry.example\r\n";
const std::string post = "POST / HTTP/1.1\r\nHost: belfry.example\r\n";

using namespace std::string_literals;

const std::vector<Malformed> malformed{
    {"NoHost", line + "\r\n", "400", "no Host"},
    {"TwoHosts", line + host + "host: other\r\n\r\n", "400", "more than one Host"},
    {"EmptyHost", line + "Host:\r\n\r\n", "400", "Host is not a host"},
    {"HostWithPath", line + "Host: a/b\r\n\r\n", "400", "Host is not a host"},
    {"HostWithUser", line + "Host: ana@belfry.example\r\n\r\n", "400", "Host is not a host"},
    {"HostOfAPortAlone", line + "Host: :80\r\n\r\n", "400", "Host is not a host"},
    {"HostWithoutPort", line + "Host: a:\r\n\r\n", "400", "Host is not a host"},
    {"HostWithPortZero", line + "Host: a:0\r\n\r\n", "400", "Host is not a host"},
    {"HostWithLargePort", line + "Host: a:65536\r\n\r\n", "400", "Host is not a host"},
    {"HostWithHugePort", line + "Host: a:99999999999\r\n\r\n", "400", "Host is not a host"},
    {"HostWithPortInLetters", line + "Host: a:http\r\n\r\n", "400", "Host is not a host"},
    {"HostWithSignedPort", line + "Host: a:+80\r\n\r\n", "400", "Host is not a host"},
    {"HostWithTwoPorts", line + "Host: a:80:80\r\n\r\n", "400", "Host is not a host"},
    {"HostWithOpenBracket", line + "Host: [::1\r\n\r\n", "400", "Host is not a host"},
    {"HostWithBareNumbers", line + "Host: ::1\r\n\r\n", "400", "Host is not a host"},
    {"HostBehindBracket", line + "Host: [::1]a\r\n\r\n", "400", "Host is not a host"},
    {"TwoAuthorizations",
     line + host + "Authorization: Bearer a\r\nauthorization: Bearer b\r\n\r\n",
     "400",
     "more than one Authorization"},
    {"WholeAddressWithoutHost", "GET http:///a HTTP/1.1\r\n" + host + "\r\n", "400", "names no host"
    },
    {"WholeAddressWithUser",
     "GET http://ana:pw@belfry.example/ HTTP/1.1\r\n" + host + "\r\n",
     "400",
     "names no host"},
    {"WholeAddressWithOddPort",
     "GET https://belfry.example:0/ HTTP/1.1\r\n" + host + "\r\n",
     "400",
     "names no host"},
    {"TwoHostsInOne", line + "Host: a, b\r\n\r\n", "400", "Host is not a host"},
    {"LengthAndCoding",
     post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "400",
     "request_malformed"},
    {"CodingAndLength",
     post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
     "400",
     "request_malformed"},
    {"TwoLengths",
     post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
     "400",
     "request_malformed"},
    {"TwoOtherLengths",
     post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
     "400",
     "request_malformed"},
    {"ListOfLengths", post + "Content-Length: 3, 3\r\n\r\nabc", "400", "request_malformed"},
    {"NegativeLength", post + "Content-Length: -1\r\n\r\n", "400", "request_malformed"},
    {"SignedLength", post + "Content-Length: +3\r\n\r\nabc", "400", "request_malformed"},
    {"HexLength", post + "Content-Length: 0x3\r\n\r\nabc", "400", "request_malformed"},
    {"HugeLength",
     post + "Content-Length: 99999999999999999999999\r\n\r\n",
     "400",
     "request_malformed"},
    {"UnknownCoding", post + "Transfer-Encoding: gzip\r\n\r\n", "501", "transfer_coding_unknown"},
    {"CodingBeforeChunked",
     post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
     "501",
     "transfer_coding_unknown"},
    {"ChunkedTwice",
     post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
     "501",
     "transfer_coding_unknown"},
    {"TwoCodings",
     post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "400",
     "request_malformed"},
    {"CodingWithTab",
     post + "Transfer-Encoding: \x0b"
            "chunked\r\n\r\n0\r\n\r\n",
     "400",
     "control character"},
    {"CodingInOldVersion",
     "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "400",
     "request_malformed"},
    {"FoldedField", line + host + "X-A: b\r\n c\r\n\r\n", "400", "folded"},
    {"FoldedFirstField", line + " X-A: b\r\n" + host + "\r\n", "400", "folded"},
    {"BareLineFeed", "GET / HTTP/1.1\nHost: x\n\n", "400", "LF without CR"},
    {"BareLineFeedInField", line + host + "X-A: b\nX-B: c\r\n\r\n", "400", "LF without CR"},
    {"BareCarriageReturn", line + host + "X-A: b\rX-B: c\r\n\r\n", "400", "CR stands alone"},
    {"NulInField", line + host + "X-A: b\0c\r\n\r\n"s, "400", "control character"},
    {"NulInTarget", "GET /a\0b HTTP/1.1\r\n"s + host + "\r\n", "400", "control character"},
    {"EscapeInField", line + host + "X-A: \x1b[31m\r\n\r\n", "400", "control character"},
    {"BlankBeforeColon", line + "Host : x\r\n\r\n", "400", "request_malformed"},
    {"NoColon", line + host + "nonsense\r\n\r\n", "400", "request_malformed"},
    {"EmptyFieldName", line + host + ": x\r\n\r\n", "400", "request_malformed"},
    {"FieldNameWithBlank", line + host + "X A: x\r\n\r\n", "400", "request_malformed"},
    {"NoVersion", "GET /\r\n" + host + "\r\n", "400", "request_malformed"},
    {"TwoBlanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", "400", "request_malformed"},
    {"BlankInTarget", "GET /a b HTTP/1.1\r\n" + host + "\r\n", "400", "request_malformed"},
    {"FutureVersion", "GET / HTTP/2.0\r\n" + host + "\r\n", "505", "version_unknown"},
    {"AncientVersion", "GET / HTTP/0.9\r\n" + host + "\r\n", "505", "version_unknown"},
    {"LowerCaseVersion", "GET / http/1.1\r\n" + host + "\r\n", "400", "request_malformed"},
    {"UnknownMethod", "BREW / HTTP/1.1\r\n" + host + "\r\n", "501", "method_unknown"},
    {"LowerCaseMethod", "get / HTTP/1.1\r\n" + host + "\r\n", "501", "method_unknown"},
    {"Connect", "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n", "501", "method_unknown"},
    {"Trace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", "501", "method_unknown"},
    {"PrefaceOfHttp2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505", "version_unknown"},
    {"UnknownExpectation", post + "Expect: a miracle\r\n\r\n", "417", "expectation_unknown"},
    {"LongTarget",
     "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
     "414",
     "address_too_long"},
    {"EndlessTarget", "GET /" + std::string(20'000, 'a'), "414", "address_too_long"},
    {"LargeField",
     line + host + "X-A: " + std::string(17'000, 'a') + "\r\n\r\n",
     "431",
     "header_too_large"},
    {"EndlessHeader", line + host + "X-A: " + std::string(100'000, 'a'), "431", "header_too_large"},
    {"ManyFields",
     line + host +
         [] {
             std::string all;
             for (int i = 0; i < 70; ++i) {
                 all += "X: y\r\n";
             }
             return all;
         }() +
         "\r\n",
     "431",
     "header_too_large"},
    {"UpwardPath", "GET /../etc/passwd HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"EncodedUpwardPath", "GET /%2e%2e/etc HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"
    },
    {"EncodedSlash", "GET /a%2fb HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"EncodedNul", "GET /a%00 HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"OverlongUtf8", "GET /%c0%af HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"BrokenPercent", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"NoSlash", "GET a HTTP/1.1\r\n" + host + "\r\n", "400", "address_malformed"},
    {"BadChunkSize", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "400", "request_malformed"
    },
    {"NegativeChunkSize",
     post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
     "400",
     "request_malformed"},
    {"HugeChunkSize",
     post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n",
     "400",
     "request_malformed"},
    {"LargeChunk", post + "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n", "413", "body_too_large"},
    {"ChunkWithoutEnd",
     post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n",
     "400",
     "request_malformed"},
    {"BareLineFeedInChunk",
     post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n" + std::string(20'000, 'x'),
     "400",
     "request_malformed"},
    {"EndlessChunkExtension",
     post + "Transfer-Encoding: chunked\r\n\r\n3;" + std::string(40'000, 'x'),
     "400",
     "request_malformed"},
    {"EndlessTrailer",
     post + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: " + std::string(40'000, 'x'),
     "400",
     "request_malformed"},
    {"TlsOnPlainPort", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, "400", "control character"},
    {"Binary", "\xff\xfe\xfd\xfc\r\n\r\n", "400", "request_malformed"},
};

class Wire : public ::testing::TestWithParam<Malformed> {
protected:
    static const RunningServer& server() {
        static const RunningServer running(
            [] {
                Listener listener;
                listener.handle = [](const Request&) {
                    return text_response(200, "reached");
                };
                listener.security_headers.set("X-Content-Type-Options", "nosniff");
                return listener;
            }(),
            Limits{}
        );
        return running;
    }
};

TEST_P(Wire, IsRefusedWithAReasonAndTheConnectionEnds) {
    const auto& [name, bytes, status, reason] = GetParam();
    TestClient client(server().port());
    client.send(bytes);
    client.end_sending();
    const auto answer = client.receive_answer();
    EXPECT_THAT(answer, StartsWith(std::string("HTTP/1.1 ") + status + " "));
    EXPECT_THAT(answer, HasSubstr(reason));
    EXPECT_THAT(answer, HasSubstr("Content-Type: application/problem+json\r\n"));
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(client.is_closed());
    EXPECT_THAT(server().ask(get_request("/")), ::testing::EndsWith("reached"));
}

std::string case_name(const ::testing::TestParamInfo<Malformed>& each) {
    return each.param.name;
}

INSTANTIATE_TEST_SUITE_P(Bytes, Wire, ::testing::ValuesIn(malformed), case_name);

TEST(WireEdge, TakesTheLastByteOfEachLimit) {
    Listener listener;
    listener.handle = [](const Request&) {
        return text_response(200, "reached");
    };
    const RunningServer server(std::move(listener), Limits{});
    const Limits limits;
    const std::string around = "GET / HTTP/1.1";
    EXPECT_THAT(
        server.ask(
            "GET /" + std::string(limits.request_line - around.size(), 'a') +
            " HTTP/1.1\r\nHost: x\r\n\r\n"
        ),
        StartsWith("HTTP/1.1 200 ")
    );
    std::string fields;
    for (std::size_t i = 1; i < limits.header_fields; ++i) {
        fields += "X-A: b\r\n";
    }
    EXPECT_THAT(server.ask(get_request("/", fields)), StartsWith("HTTP/1.1 200 "));
}

TEST(WireEdge, SurvivesClientsThatLeaveAtAnyByte) {
    Listener listener;
    listener.handle = [](const Request&) {
        return text_response(200, "reached");
    };
    const RunningServer server(std::move(listener), Limits{});
    const std::string request =
        "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (std::size_t end = 0; end <= request.size(); ++end) {
        const TestClient client(server.port());
        client.send(request.substr(0, end));
    }
    EXPECT_THAT(server.ask(get_request("/")), StartsWith("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace belfry::http
