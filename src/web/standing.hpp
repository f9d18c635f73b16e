#pragma once

#include <atomic>
#include <cstdint>

#include "http/message.hpp"
#include "record/record.hpp"

namespace belfry::web {

/// Counts what was written that may end somebody's right to listen. Thousands of streams would
/// otherwise ask the database at each event whether their session still holds.
class Standing {
public:
    /// To be told of each entry before those who listen hear of it: so nobody hears of what was
    /// written after the entry that ended their session.
    void notice(const record::Written& written);

    /// Sees to it that `body` asks its `still_allowed` only when something was noticed since that
    /// said yes, or that is ten seconds ago: sessions also end with time. For one thread at a time.
    void spare(http::EventBody& body) const;

private:
    std::atomic<std::uint64_t> noticed_{1};
};

}  // namespace belfry::web
