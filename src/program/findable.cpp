#include "program/findable.hpp"

#include "store/search_index.hpp"
#include "text/fold.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

void keep_findable(store::Connection& db, const record::Object& object, const Findable& words) {
    store::search::put(
        db,
        {object.kind,
         object.id,
         text::fold(words.title),
         text::fold(text::plain_of_markdown(words.text))}
    );
}

void forget_findable(store::Connection& db, const record::Object& object) {
    store::search::remove(db, object.kind, object.id);
}

}  // namespace belfry::program
