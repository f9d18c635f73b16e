#include "http/fetch.hpp"

#include <gtest/gtest.h>

namespace belfry::http {
namespace {

TEST(Fetching, AsksNeitherThisMachineNorItsNeighboursUnlessItMay) {
    for (const auto* address :
         {"8.8.8.8", "193.99.144.80", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
        EXPECT_TRUE(may_be_asked(address, false)) << address;
    }
    for (const auto* address :
         {"127.0.0.1",
          "127.8.9.1",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "100.64.0.1",
          "::1",
          "fd00::1",
          "::ffff:127.0.0.1",
          "::ffff:10.0.0.1",
          "64:ff9b::a00:1"}) {
        EXPECT_FALSE(may_be_asked(address, false)) << address;
        EXPECT_TRUE(may_be_asked(address, true)) << address;
    }
    for (const auto* address :
         {"0.0.0.0",
          "169.254.169.254",
          "224.0.0.1",
          "255.255.255.255",
          "192.0.0.8",
          "198.18.0.1",
          "fe80::1",
          "ff02::1",
          "::",
          "::ffff:169.254.169.254",
          "64:ff9b::a9fe:a9fe",
          "2002:a9fe:a9fe::1",
          "2001::1",
          "fec0::1",
          "not an address",
          ""}) {
        EXPECT_FALSE(may_be_asked(address, true)) << address;
    }
}

TEST(Fetching, GoesOverHttpsAndNowhereElse) {
    for (const auto* url :
         {"http://login.city.example/",
          "file:///etc/passwd",
          "gopher://localhost/",
          "http://localhost.evil.example/",
          "http://127.0.0.1@evil.example/",
          "ftp://localhost/",
          "https://localhost:1/"}) {
        Question question;
        question.url = url;
        const auto answer = fetch(question);
        ASSERT_FALSE(answer) << url;
        EXPECT_FALSE(answer.error().empty());
    }
}

/// Plain HTTP and the own network open no way to what nobody is at, such as a cloud's metadata.
TEST(Fetching, AsksNobodysAddressHoweverMuchIsAllowed) {
    for (const auto* url :
         {"http://169.254.169.254/latest", "http://[fe80::1]/", "file:///etc/passwd"}) {
        Question question;
        question.url = url;
        question.own_network = true;
        question.unprotected = true;
        question.whole_time = std::chrono::seconds(2);
        EXPECT_FALSE(fetch(question)) << url;
    }
}

}  // namespace
}  // namespace belfry::http
