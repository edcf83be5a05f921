"""What bash, zsh and fish read to complete the words of `callslip`; they ask `callslip completion words`."""

SCRIPTS = {
    "bash": r"""_callslip() {
    local line=${COMP_LINE:0:COMP_POINT} begun cut
    local -a words
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    begun=${words[-1]}
    cut=${begun%"${begun##*[:=]}"}
    mapfile -t COMPREPLY < <(callslip completion words -- "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[/=] ]] && compopt -o nospace 2>/dev/null
    COMPREPLY=("${COMPREPLY[@]#"$cut"}")
}
complete -o default -F _callslip callslip
""",
    "zsh": r"""#compdef callslip
_callslip() {
    local -a found
    found=("${(@f)$(callslip completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -z $found ]]; then
        _files
    else
        compadd -Q -S '' -- ${(M)found:#*[/=]}
        compadd -- ${found:#*[/=]}
    fi
}
if [[ $funcstack[1] == _callslip ]]; then
    _callslip "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _callslip callslip
fi
""",
    "fish": r"""function __callslip_words
    set -l words (commandline -opc) (commandline -ct)
    callslip completion words -- $words[2..] 2>/dev/null
end
complete -c callslip -e
complete -c callslip -a '(__callslip_words)'
""",
}
