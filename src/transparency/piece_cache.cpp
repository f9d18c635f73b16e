#include "transparency/piece_cache.hpp"

namespace belfry::transparency {

http::SharedBody PieceCache::find(const std::string& name) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) {
        return nullptr;
    }
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->piece;
}

void PieceCache::put(const std::string& name, http::SharedBody piece) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_name_.find(name); found != by_name_.end()) {
        bytes_ -= found->second->piece->size();
        newest_first_.erase(found->second);
        by_name_.erase(found);
    }
    bytes_ += piece->size();
    newest_first_.push_front({name, std::move(piece)});
    by_name_[name] = newest_first_.begin();
    while (bytes_ > most_bytes_ && newest_first_.size() > 1) {
        bytes_ -= newest_first_.back().piece->size();
        by_name_.erase(newest_first_.back().name);
        newest_first_.pop_back();
    }
}

}  // namespace belfry::transparency
