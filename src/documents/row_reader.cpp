#include "documents/row_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace belfry::documents {

RowReader::RowReader(char delimiter, bool cr_ends) : delimiter_(delimiter), cr_ends_(cr_ends) {
}

void RowReader::look_at(std::string_view text, bool last) {
    text_ = text;
    last_ = last;
    at_ = began_ = 0;
}

bool RowReader::next() {
    while (at_ < text_.size()) {
        began_ = at_;
        fields_.clear();
        kept_.clear();
        row_line_ = line_;
        unclosed_ = false;
        row();
        if (at_ >= text_.size() && !last_) {
            // It may go on in the next piece.
            at_ = began_;
            line_ = row_line_;
            return false;
        }
        if (fields_.size() > 1 || !fields_.front().empty()) {
            return true;
        }
    }
    return false;
}

bool RowReader::ends_line(char here) const {
    return here == '\n' || (here == '\r' && (cr_ends_ || peek() == '\n'));
}

char RowReader::peek() const {
    return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
}

void RowReader::row() {
    for (;;) {
        if (at_ < text_.size() && text_[at_] == '"') {
            fields_.push_back(quoted());
        } else {
            plain();
        }
        if (at_ >= text_.size()) {
            return;
        }
        if (text_[at_] == delimiter_) {
            ++at_;
            if (at_ >= text_.size()) {
                fields_.emplace_back();
                return;
            }
            continue;
        }
        // At a line end.
        at_ += text_[at_] == '\r' && peek() == '\n' ? 2U : 1U;
        ++line_;
        return;
    }
}

namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101U;
constexpr std::uint64_t high_bits = 0x80 * each_byte;
constexpr std::uint64_t low_bits = ~high_bits;

/// Eight bytes, the first in the lowest place.
std::uint64_t eight_bytes(const char* from) {
    std::uint64_t out = 0;
    std::memcpy(&out, from, sizeof out);
    return std::endian::native == std::endian::little ? out : std::byteswap(out);
}

/// The high bit of each byte that is the delimiter, or among the control characters up to the
/// carriage return, which the line ends are.
std::uint64_t marks_in(std::uint64_t bytes, std::uint64_t delimiters) {
    const auto apart = bytes ^ delimiters;
    const auto other = ((apart & low_bits) + low_bits) | apart;
    const auto printing = ((bytes & low_bits) + (0x7F - '\r') * each_byte) | bytes;
    return ~(other & printing) & high_bits;
}

}  // namespace

void RowReader::plain() {
    const char* const text = text_.data();
    const auto size = text_.size();
    const auto delimiters = static_cast<unsigned char>(delimiter_) * each_byte;
    auto begin = at_;
    for (auto at = at_; at < size; at += 8) {
        std::uint64_t marks = 0;
        if (at + 8 <= size) {
            marks = marks_in(eight_bytes(text + at), delimiters);
        } else {
            std::array<char, 8> last{};
            last.fill(' ');
            std::memcpy(last.data(), text + at, size - at);
            marks = marks_in(eight_bytes(last.data()), delimiters);
        }
        for (; marks != 0; marks &= marks - 1) {
            const auto mark = at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
            if (text[mark] != delimiter_) [[unlikely]] {
                at_ = mark;
                if (!ends_line(text[mark])) {
                    continue;
                }
                fields_.emplace_back(text + begin, mark - begin);
                return;
            }
            fields_.emplace_back(text + begin, mark - begin);
            begin = mark + 1;
            if (begin < size && text[begin] == '"') [[unlikely]] {
                at_ = mark;
                return;
            }
        }
    }
    fields_.emplace_back(text + begin, size - begin);
    at_ = size;
}

std::string_view RowReader::quoted() {
    const auto start = ++at_;
    std::string* rewritten = nullptr;
    auto copied = start;
    for (; at_ < text_.size(); ++at_) {
        if (text_[at_] == '\n' || (text_[at_] == '\r' && peek() != '\n')) {
            ++line_;
        }
        if (text_[at_] != '"') {
            continue;
        }
        if (peek() != '"') {
            break;
        }
        if (rewritten == nullptr) {
            rewritten = &kept_.emplace_back();
        }
        rewritten->append(text_.substr(copied, at_ + 1 - copied));
        at_ += 1;
        copied = at_ + 1;
    }
    if (at_ >= text_.size()) {
        unclosed_ = true;
    }
    const auto end = at_;
    at_ = std::min(at_ + 1, text_.size());
    // Text after the closing quote belongs to the field as it stands.
    const auto after = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) {
        ++at_;
    }
    if (rewritten == nullptr && at_ == after) {
        return text_.substr(start, end - start);
    }
    if (rewritten == nullptr) {
        rewritten = &kept_.emplace_back();
        copied = start;
    }
    rewritten->append(text_.substr(copied, end - copied));
    rewritten->append(text_.substr(after, at_ - after));
    return *rewritten;
}

}  // namespace belfry::documents
