import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme";
import { defineComponent, h, onMounted, onUnmounted, ref } from "vue";
import { startChecker } from "../../../scripts/docs/checker/checker.js";
import "../../../scripts/docs/checker/style.css";
import "./style.css";

/** Makes the form in its slot work. */
const ReferrerChecker = defineComponent((_, { slots }) => {
  const root = ref<HTMLElement>();
  let stop: (() => void) | undefined;
  onMounted(() => {
    const form = root.value?.querySelector("form");
    if (form) stop = startChecker(form);
  });
  onUnmounted(() => stop?.());
  return () => h("div", { ref: root }, slots.default?.());
});

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => app.component("ReferrerChecker", ReferrerChecker),
} satisfies Theme;
