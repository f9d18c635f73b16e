#include "documents/json_stream.hpp"

#include <array>
#include <cstring>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "documents/delimited.hpp"

namespace belfry::documents {

namespace {

constexpr std::size_t most_piece = 64U << 20U;
constexpr std::size_t readable_behind = 64;

/// What a byte means while a value is skipped.
enum class Mark : std::uint8_t { none, opens, closes, quote };

constexpr std::array<Mark, 256> marks = [] {
    std::array<Mark, 256> out{};
    out['{'] = out['['] = Mark::opens;
    out['}'] = out[']'] = Mark::closes;
    out['"'] = Mark::quote;
    return out;
}();

/// The text at hand and the place in it. `need more` is what every step may answer.
class Pieces {
public:
    explicit Pieces(Source& source, Encoding encoding)
        : name_(source.name()), stream_(source, encoding) {}

    Result<void> read(const std::function<Result<bool>(const JsonPiece&)>& each) {
        auto begun = expect('{', "a JSON object");
        if (!begun) {
            return begun;
        }
        auto next = look();
        if (next && *next == '}') {
            return end();
        }
        while (next) {
            const auto going_on = member(each);
            if (!going_on) {
                return std::unexpected(going_on.error());
            }
            if (!*going_on) {
                return {};
            }
            next = look();
            if (next && *next == '}') {
                return end();
            }
            if (auto comma = expect(',', "a comma or the end of the object"); !comma) {
                return comma;
            }
            next = look();
        }
        return std::unexpected(next.error());
    }

private:
    std::unexpected<Refusal> refused(std::string_view why) {
        count_lines();
        return refuse(
            Refusal::Kind::invalid,
            "json_unreadable",
            fmt::format("{}, line {}: {}", name_, line_, why)
        );
    }

    /// Lines up to the place at hand.
    void count_lines() {
        const auto* from = text_.data() + counted_;
        const auto* const to = text_.data() + at_;
        while (from < to) {
            from = static_cast<const char*>(
                std::memchr(from, '\n', static_cast<std::size_t>(to - from))
            );
            if (from == nullptr) {
                break;
            }
            ++line_;
            ++from;
        }
        counted_ = at_;
    }

    /// Reads on, keeping what begins at at_; false at the end of the file.
    Result<bool> more() {
        count_lines();
        if (text_.size() - at_ > most_piece) {
            return refused("What begins here is longer than 64 MiB.");
        }
        text_.erase(0, at_);
        at_ = counted_ = 0;
        auto got = stream_.more(text_);
        text_.reserve(text_.size() + readable_behind);
        return got;
    }

    /// The next character that is no white space.
    Result<char> look() {
        for (;;) {
            while (at_ < text_.size()) {
                const char here = text_[at_];
                if (here != ' ' && here != '\n' && here != '\r' && here != '\t') {
                    return here;
                }
                ++at_;
            }
            const auto got = more();
            if (!got) {
                return std::unexpected(got.error());
            }
            if (!*got) {
                return refused("The file ends here before it is whole. Export it again.");
            }
        }
    }

    Result<void> expect(char wanted, std::string_view what) {
        const auto here = look();
        if (!here) {
            return std::unexpected(here.error());
        }
        if (*here != wanted) {
            return refused(fmt::format("Here should stand {}.", what));
        }
        ++at_;
        return {};
    }

    /// Nothing but white space may follow.
    Result<void> end() {
        ++at_;
        for (;;) {
            while (at_ < text_.size()) {
                if (std::strchr(" \n\r\t", text_[at_]) == nullptr || text_[at_] == '\0') {
                    return refused("The file goes on after its end.");
                }
                ++at_;
            }
            const auto got = more();
            if (!got) {
                return std::unexpected(got.error());
            }
            if (!*got) {
                return {};
            }
        }
    }

    Result<bool> member(const std::function<Result<bool>(const JsonPiece&)>& each) {
        const auto key = value();
        if (!key) {
            return std::unexpected(key.error());
        }
        if (key->size() < 2 || key->front() != '"') {
            return refused("Here should stand the name of a member.");
        }
        const std::string name(key->substr(1, key->size() - 2));
        at_ += key->size();
        if (const auto colon = expect(':', "a colon"); !colon) {
            return std::unexpected(colon.error());
        }
        const auto here = look();
        if (!here) {
            return std::unexpected(here.error());
        }
        if (*here == '[') {
            ++at_;
            return elements(name, each);
        }
        return piece({name, false, 0, {}, 0}, each);
    }

    Result<bool> elements(
        const std::string& name, const std::function<Result<bool>(const JsonPiece&)>& each
    ) {
        auto here = look();
        if (here && *here == ']') {
            ++at_;
            return true;
        }
        for (std::size_t index = 0; here; ++index) {
            const auto going_on = piece({name, true, index, {}, 0}, each);
            if (!going_on || !*going_on) {
                return going_on;
            }
            here = look();
            if (here && *here == ']') {
                ++at_;
                return true;
            }
            if (const auto comma = expect(',', "a comma or the end of the list"); !comma) {
                return std::unexpected(comma.error());
            }
            here = look();
        }
        return std::unexpected(here.error());
    }

    Result<bool> piece(JsonPiece out, const std::function<Result<bool>(const JsonPiece&)>& each) {
        const auto text = value();
        if (!text) {
            return std::unexpected(text.error());
        }
        if (text->empty()) {
            return refused("Here a value is missing.");
        }
        count_lines();
        out.text = *text;
        out.line = line_;
        const auto going_on = each(out);
        at_ += text->size();
        return going_on;
    }

    /// The whole value at at_, which stays where it is.
    Result<std::string_view> value() {
        std::size_t looked = 0;
        std::size_t depth = 0;
        for (;;) {
            if (const auto size = value_size(looked, depth)) {
                return std::string_view(text_).substr(at_, *size);
            }
            const auto got = more();
            if (!got) {
                return std::unexpected(got.error());
            }
            if (!*got) {
                return refused("What begins here has no end. Export the file again.");
            }
        }
    }

    /// Length of the value at at_ when it is whole. Goes on from `looked`, `depth` brackets deep.
    std::optional<std::size_t> value_size(std::size_t& looked, std::size_t& depth) {
        const char* const begin = text_.data() + at_;
        const auto size = text_.size() - at_;
        auto at = looked;
        while (at < size) {
            switch (marks[static_cast<unsigned char>(begin[at])]) {
                case Mark::none:
                    if (depth == 0 && std::strchr(",]} \n\r\t", begin[at]) != nullptr) {
                        return at;
                    }
                    ++at;
                    continue;
                case Mark::opens:
                    ++depth;
                    break;
                case Mark::closes:
                    if (depth <= 1) {
                        return depth == 0 ? at : at + 1;
                    }
                    --depth;
                    break;
                case Mark::quote: {
                    const auto close = string_end(begin, at, size);
                    if (!close) {
                        looked = at;
                        return {};
                    }
                    at = *close;
                    if (depth == 0) {
                        return at + 1;
                    }
                    break;
                }
            }
            ++at;
        }
        looked = at;
        return {};
    }

    /// Place of the quote that ends the string which begins at `at`.
    static std::optional<std::size_t> string_end(
        const char* begin, std::size_t at, std::size_t size
    ) {
        for (auto from = at + 1; from < size;) {
            const auto* found =
                static_cast<const char*>(std::memchr(begin + from, '"', size - from));
            if (found == nullptr) {
                return {};
            }
            std::size_t backslashes = 0;
            while (found[-1 - static_cast<std::ptrdiff_t>(backslashes)] == '\\') {
                ++backslashes;
            }
            const auto place = static_cast<std::size_t>(found - begin);
            if (backslashes % 2 == 0) {
                return place;
            }
            from = place + 1;
        }
        return {};
    }

    std::string name_;
    TextStream stream_;
    std::string text_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;  ///< Lines before this place are in line_.
    std::size_t line_ = 1;
};

}  // namespace

Result<void> read_json_pieces(
    Source& source, const std::function<Result<bool>(const JsonPiece&)>& each
) {
    const auto head = head_of(source, 3);
    if (!head) {
        return std::unexpected(head.error());
    }
    return Pieces(source, encoding_of_mark(*head)).read(each);
}

}  // namespace belfry::documents
