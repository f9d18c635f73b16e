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

namespace {

template <class T>
bool found_anew(store::Connection& db, const record::Object& object) {
    if (object.kind != Stored<T>::kind) {
        return false;
    }
    if (const auto thing = Stored<T>::find(db, {object.id})) {
        keep_findable(db, object, Stored<T>::findable(*thing));
    } else {
        forget_findable(db, object);
    }
    return true;
}

}  // namespace

void find_anew(store::Connection& db, const record::Object& object) {
    const bool known = found_anew<Task>(db, object) || found_anew<Decision>(db, object) ||
                       found_anew<Note>(db, object) || found_anew<Comment>(db, object) ||
                       found_anew<CalendarEvent>(db, object);
    if (!known) {
        forget_findable(db, object);
    }
}

void forget_findable(store::Connection& db, const record::Object& object) {
    store::search::remove(db, object.kind, object.id);
}

}  // namespace belfry::program
