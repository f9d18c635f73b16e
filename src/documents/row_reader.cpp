#include "documents/row_reader.hpp"

#include <algorithm>

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
        fields_.push_back(field());
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

std::string_view RowReader::field() {
    if (at_ < text_.size() && text_[at_] == '"') {
        return quoted();
    }
    const auto start = at_;
    const char* const text = text_.data();
    const auto size = text_.size();
    // Line ends are control characters; a field seldom holds any.
    auto at = at_;
    while (at < size && text[at] != delimiter_) {
        if (text[at] <= '\r') {
            at_ = at;
            if (ends_line(text[at])) {
                break;
            }
        }
        ++at;
    }
    at_ = at;
    return text_.substr(start, at_ - start);
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
