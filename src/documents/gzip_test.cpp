#include "documents/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace belfry::documents {
namespace {

std::string gunzip(std::string compressed) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1U << 20U, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(compressed.data());
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Gzip, GivesBackWhatWasCompressed) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += std::to_string(i * i);
    }
    for (const auto& content : {std::string(), std::string("a"), text, std::string(1000, '\0')}) {
        EXPECT_EQ(gunzip(gzip(content)), content);
    }
}

TEST(Gzip, GivesEqualBytesForEqualContent) {
    EXPECT_EQ(gzip("the same"), gzip("the same"));
    EXPECT_LT(gzip(std::string(100'000, 'x')).size(), 500U);
}

}  // namespace
}  // namespace belfry::documents
