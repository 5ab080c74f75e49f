# What JBang's own launcher does: its jar prints the command that runs the script, and ends with 255.
export JBANG_DIR=../../.workbook/bench/jbang
command=$("$JAVA_HOME/bin/java" -cp ../../target/test-tools/jbang-cli-all.jar dev.jbang.Main run Hello.java)
[ $? -eq 255 ] || exit 1
eval "exec $command"
