reason-nearest-trust = 没有语句信任 { $user }。最接近的是语句 { $statement }，仅 { $element } 不同。
