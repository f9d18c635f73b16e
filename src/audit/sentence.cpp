#include "audit/sentence.hpp"

#include "text/catalog.hpp"

namespace belfry::audit {

std::string said(const Sentence& sentence, std::string_view language) {
    return text::Catalog::embedded().say(language, sentence.key, sentence.values);
}

}  // namespace belfry::audit
