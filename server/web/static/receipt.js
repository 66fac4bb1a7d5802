// Print what stands here; the button itself is not printed.

const button = document.getElementById("print");
button.addEventListener("click", () => print());
button.focus();
