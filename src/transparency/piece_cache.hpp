#pragma once

#include <list>
#include <map>
#include <mutex>
#include <string>

#include "http/message.hpp"

namespace belfry::transparency {

/// Pieces of the log that were asked for lately, at most so many bytes: a crowd of readers costs
/// the database one look at each piece. Safe for all threads.
class PieceCache {
public:
    explicit PieceCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// Null when it is not there.
    [[nodiscard]] http::SharedBody find(const std::string& name);

    void put(const std::string& name, http::SharedBody piece);

private:
    struct Held {
        std::string name;
        http::SharedBody piece;
    };

    std::mutex mutex_;
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::list<Held> newest_first_;
    std::map<std::string, std::list<Held>::iterator> by_name_;
};

}  // namespace belfry::transparency
