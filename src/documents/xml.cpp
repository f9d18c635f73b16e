#include "documents/xml.hpp"

#include <array>
#include <memory>

#include <expat.h>
#include <fmt/format.h>

#include "documents/delimited.hpp"

namespace belfry::documents {

namespace {

constexpr std::size_t most_depth = 64;
constexpr std::size_t most_text = 1U << 20U;

std::string_view local(const XML_Char* name) {
    const std::string_view all(name);
    const auto colon = all.rfind(':');
    return colon == std::string_view::npos ? all : all.substr(colon + 1);
}

struct Reading {
    XML_Parser parser;
    XmlListener& listener;
    std::vector<std::string> texts;
    std::string why;  ///< Why the reading was stopped here; empty while it was not.
    XmlAttributes attributes;

    void stop(std::string reason) {
        if (why.empty()) {
            why = std::move(reason);
        }
        XML_StopParser(parser, XML_FALSE);
    }

    /// Expat may still call after it was stopped.
    [[nodiscard]] bool stopped() const {
        return !why.empty() || listener.problem || listener.enough;
    }

    void follow() {
        if (stopped()) {
            XML_StopParser(parser, XML_FALSE);
        }
    }
};

void on_open(void* state, const XML_Char* name, const XML_Char** given) {
    auto& reading = *static_cast<Reading*>(state);
    if (reading.stopped()) {
        return;
    }
    if (reading.texts.size() >= most_depth) {
        reading.stop("Its elements nest too deep.");
        return;
    }
    reading.texts.emplace_back();
    reading.attributes.clear();
    for (std::size_t at = 0; given[at] != nullptr; at += 2) {
        reading.attributes.emplace_back(local(given[at]), given[at + 1]);
    }
    reading.listener.line = XML_GetCurrentLineNumber(reading.parser);
    reading.listener.opened(local(name), reading.attributes);
    reading.follow();
}

void on_close(void* state, const XML_Char* name) {
    auto& reading = *static_cast<Reading*>(state);
    if (reading.texts.empty() || reading.stopped()) {
        return;
    }
    const auto text = std::move(reading.texts.back());
    reading.texts.pop_back();
    reading.listener.line = XML_GetCurrentLineNumber(reading.parser);
    reading.listener.closed(local(name), text);
    reading.follow();
}

void on_text(void* state, const XML_Char* text, int length) {
    auto& reading = *static_cast<Reading*>(state);
    if (reading.texts.empty()) {
        return;
    }
    auto& into = reading.texts.back();
    if (into.size() + static_cast<std::size_t>(length) > most_text) {
        reading.stop("A text in it is longer than 1 MiB.");
        return;
    }
    into.append(text, static_cast<std::size_t>(length));
}

void on_document_type(void* state, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Reading*>(state)->stop(
        "It declares a document type (<!DOCTYPE …>), which no export has; entities are never "
        "expanded."
    );
}

/// Expat knows Unicode and Latin-1; exports of old Windows programs say windows-1252.
int on_unknown_encoding(void*, const XML_Char* name, XML_Encoding* encoding) {
    const std::string_view named(name);
    if (named != "windows-1252" && named != "Windows-1252" && named != "cp1252") {
        return XML_STATUS_ERROR;
    }
    for (int byte = 0; byte < 256; ++byte) {
        encoding->map[byte] = windows_1252_character(static_cast<unsigned char>(byte));
    }
    encoding->data = nullptr;
    encoding->convert = nullptr;
    encoding->release = nullptr;
    return XML_STATUS_OK;
}

struct Frees {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::unexpected<Refusal> refuse_xml(const Source& source, std::size_t line, std::string_view why) {
    return refuse(
        Refusal::Kind::invalid,
        "xml_unreadable",
        fmt::format("{}, line {}: {}", source.name(), line, why)
    );
}

}  // namespace

Result<void> read_xml(Source& source, XmlListener& listener) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, Frees> parser(XML_ParserCreate(nullptr)
    );
    Reading reading{parser.get(), listener, {}, {}, {}};
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), on_open, on_close);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    XML_SetUnknownEncodingHandler(parser.get(), on_unknown_encoding, nullptr);
    constexpr std::size_t block = 256 * 1024;
    std::uint64_t offset = 0;
    for (bool last = false; !last;) {
        auto* into = static_cast<char*>(XML_GetBuffer(parser.get(), static_cast<int>(block)));
        if (into == nullptr) {
            throw std::bad_alloc();
        }
        const auto got = source.read(offset, std::span(into, block));
        if (!got) {
            return std::unexpected(got.error());
        }
        offset += *got;
        last = *got == 0;
        const auto status = XML_ParseBuffer(parser.get(), static_cast<int>(*got), last ? 1 : 0);
        const auto line = XML_GetCurrentLineNumber(parser.get());
        if (listener.problem) {
            return std::unexpected(*listener.problem);
        }
        if (listener.enough) {
            return {};
        }
        if (!reading.why.empty()) {
            return refuse_xml(source, line, reading.why);
        }
        if (status != XML_STATUS_OK) {
            return refuse_xml(
                source,
                line,
                fmt::format(
                    "This is not well-formed XML ({}). Export the file again.",
                    XML_ErrorString(XML_GetErrorCode(parser.get()))
                )
            );
        }
    }
    return {};
}

}  // namespace belfry::documents
