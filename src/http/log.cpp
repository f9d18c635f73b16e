#include "http/log.hpp"

#include <mutex>

#include <boost/json/serialize.hpp>
#include <unistd.h>

#include "base/random.hpp"

namespace belfry::http {

namespace {

/// One write for each line, so that lines of two threads never mix.
void to_standard_error(std::string_view line) {
    std::string whole(line);
    whole += '\n';
    // A log that cannot be written has nowhere to say so.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, whole.data(), whole.size());
}

}  // namespace

Log::Log(Level least) : Log(least, to_standard_error) {
}

Log::Log(Level least, Sink sink)
    : least_(least), sink_(std::make_shared<const Sink>(std::move(sink))) {
}

void Log::write(Level level, std::string_view event, const json::Object& fields) const {
    if (!writes(level)) {
        return;
    }
    json::Object line{
        {"at", to_iso(SystemClock().now())}, {"level", json::name_of(level)}, {"event", event}
    };
    for (const auto& field : fields) {
        line[field.key()] = field.value();
    }
    (*sink_)(boost::json::serialize(line));
}

std::string reference_number() {
    constexpr std::string_view letters =
        "23456789ABCDEFGHJKMNPQRSTUVWXYZ-";  // 32: no 0, O, 1, I, L
    std::array<std::byte, 8> bytes{};
    SystemRandom().fill(bytes);
    std::string reference;
    for (const auto byte : bytes) {
        // 31 letters; the slight preference for the first of them harms nobody.
        reference += letters[std::to_integer<unsigned>(byte) % 31];
    }
    return reference;
}

}  // namespace belfry::http
