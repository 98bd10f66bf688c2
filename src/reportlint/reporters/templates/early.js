// Before anything is drawn: the page has a script, and its parts are not in order yet.
document.documentElement.className = "js loading";
