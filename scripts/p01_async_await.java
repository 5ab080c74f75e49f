///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 1 · Async and await: a blocking call is the await

// %% tags=["active-java"]
void main() throws Exception {}
