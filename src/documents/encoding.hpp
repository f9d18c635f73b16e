#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "documents/source.hpp"

/// Text of any of the usual encodings, turned into UTF-8.
namespace belfry::documents {

enum class Encoding { utf8, utf8_bom, utf16_little, utf16_big, windows_1252, mac_roman };
BOOST_DESCRIBE_ENUM(Encoding, utf8, utf8_bom, utf16_little, utf16_big, windows_1252, mac_roman)

/// What a byte stands for in Windows-1252; -1 for nothing.
[[nodiscard]] int windows_1252_character(unsigned char byte);

/// What text of one byte a character is in, Windows-1252 or Mac Roman: by which of the two gives
/// letters inside words. Windows-1252 where nothing tells.
[[nodiscard]] Encoding likely_one_byte(std::string_view bytes);

/// UTF-16 without a byte order mark: every other byte of most characters is nought. Nothing for
/// other text.
[[nodiscard]] std::optional<Encoding> unmarked_utf16(std::string_view bytes);

/// How long the whole UTF-8 characters at the beginning are. What follows is cut short or wrong.
[[nodiscard]] std::size_t valid_utf8(std::string_view text);

/// Whether text that valid_utf8 stopped at could be a character whose end is yet to come.
[[nodiscard]] bool is_cut_short(std::string_view text);

/// Text with U+FFFD for each stretch that is no character, and how many those are.
struct MendedText {
    std::string text;
    std::size_t replaced = 0;
};

/// UTF-8 of which some characters were broken on the way: where whole ones of several bytes are
/// more than the broken ones, one that the text's end cuts aside. Nothing for other text, which may
/// be of one byte a character.
[[nodiscard]] std::optional<MendedText> mended_utf8(std::string_view text);

/// Appends bytes without their byte order mark as UTF-8; gives how many stood for no character and
/// became U+FFFD. UTF-16 wants whole units and no half of a pair at the end.
std::size_t append_utf8(std::string& out, std::string_view bytes, Encoding encoding);

/// A source as UTF-8, block by block.
class TextStream {
public:
    /// The source must outlive it.
    TextStream(Source& source, Encoding encoding);

    /// Appends the next block to `out`; false at the end.
    [[nodiscard]] Result<bool> more(std::string& out);

    /// Bytes that stood for no character so far.
    [[nodiscard]] std::size_t replaced() const { return replaced_; }

private:
    Source& source_;
    Encoding encoding_;
    std::uint64_t at_ = 0;
    std::string raw_;  ///< Bytes read and not yet turned.
    std::size_t replaced_ = 0;
    bool ended_ = false;
};

}  // namespace belfry::documents
